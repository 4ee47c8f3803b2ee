class Account:
    interest = 0.05

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("must not be negative")
        self._balance = value

    @classmethod
    def empty(cls, owner):
        return cls(owner)

    @staticmethod
    def is_valid(amount):
        return amount > 0


a = Account.empty("Ann")
a.balance = 100
a.balance += 50
print(a.balance, Account.is_valid(1), a.is_valid(0), Account.interest)
try:
    a.balance = -1
except ValueError as error:
    print(error)
try:
    del a.balance
except AttributeError as error:
    print(type(error).__name__)
a.interest = 0.1
print(a.interest, Account.interest)


class Private:
    def __init__(self):
        self.__secret = 1

    def read(self):
        return self.__secret


p = Private()
print(p.read(), hasattr(p, "__secret"), p._Private__secret)
