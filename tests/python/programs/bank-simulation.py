class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []

    def deposit(self, amount):
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(f"{self.owner} has only {self.balance}, not {amount}")
        self.balance -= amount
        self.history.append(("withdraw", amount))


def transfer(source, target, amount):
    source.withdraw(amount)
    target.deposit(amount)


ann, bob = Account("Ann", 100), Account("Bob")
transfer(ann, bob, 30)
try:
    transfer(ann, bob, 100)
except InsufficientFunds as error:
    print(error)
print(ann.balance, bob.balance, ann.history, sep="\n")
