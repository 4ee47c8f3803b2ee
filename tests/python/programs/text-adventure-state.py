from enum import Enum, auto


class State(Enum):
    START = auto()
    RUNNING = auto()
    DONE = auto()


class Machine:
    transitions = {
        (State.START, "go"): State.RUNNING,
        (State.RUNNING, "tick"): State.RUNNING,
        (State.RUNNING, "stop"): State.DONE,
    }

    def __init__(self):
        self.state = State.START
        self.log = []

    def send(self, event):
        key = (self.state, event)
        if key not in self.transitions:
            self.log.append(f"ignored {event} in {self.state.name}")
            return False
        self.state = self.transitions[key]
        self.log.append(f"{event} -> {self.state.name}")
        return True


machine = Machine()
for event in ("stop", "go", "tick", "tick", "stop", "go"):
    machine.send(event)
print(*machine.log, sep="\n")
