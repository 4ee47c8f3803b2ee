def run(error):
    try:
        if error:
            raise error
    except* ValueError:
        print("value")
    except* TypeError:
        print("type")
    else:
        print("else")
    finally:
        print("finally")


run(None)
run(ValueError())
run(ExceptionGroup("both", [TypeError(), ValueError()]))
try:
    run(KeyError("x"))
except ExceptionGroup as error:
    print("not reached", error)
except KeyError as error:
    print("bare again", error)
