package io.dopaflow.simulator.cluster;

final class RunActor {
    sealed interface Message {}

    record None() implements Message, Wire {}
}
