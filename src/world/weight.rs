//! About how much memory a copy of a world takes. What copies share (plan, topology, names, messages) does not count.

use crate::base::weight;
use crate::world::World;
use crate::world::actor::Actor;

impl World {
    /// About how many bytes a clone of it takes.
    pub fn weight(&self) -> usize {
        let actors: usize = self.actors.iter().map(Actor::weight).sum();
        size_of::<World>() + actors + self.agenda.weight() + self.broker.weight()
    }
}

impl Actor {
    fn weight(&self) -> usize {
        let memory = &self.memory;
        let counts = [&self.durable.effects, &self.durable.runs, &self.durable.reached];
        size_of::<Actor>()
            + weight::of_list(&self.channels)
            + weight::of_list(&self.link.to_broker)
            + weight::of_list(&self.link.to_actor)
            + weight::of_list(&memory.inbox)
            + weight::of_list(&memory.variables)
            + weight::of_list(&memory.in_hand)
            + weight::of_list(&memory.unconfirmed)
            + weight::of_list(&memory.every)
            + counts.into_iter().map(weight::of_list).sum::<usize>()
    }
}
