# What has long been the language.
annotations = generator_stop = division = print_function = unicode_literals = absolute_import = with_statement = nested_scopes = generators = True
