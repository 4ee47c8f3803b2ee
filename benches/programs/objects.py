class Particle:
    def __init__(self, x, v):
        self.x = x
        self.v = v

    def step(self, dt):
        self.x += self.v * dt
        if self.x > 10.0:
            self.v = -self.v
        elif self.x < 0.0:
            self.v = -self.v


particles = [Particle(i * 0.1, 1.0 + i * 0.01) for i in range(100)]
for _ in range(1500):
    for particle in particles:
        particle.step(0.01)
print(round(sum(particle.x for particle in particles), 6))
