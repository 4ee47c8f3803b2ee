# A package: it has nothing but its modules.
