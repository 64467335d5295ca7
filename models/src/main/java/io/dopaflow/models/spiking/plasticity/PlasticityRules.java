package io.dopaflow.models.spiking.plasticity;

import java.util.List;
import java.util.Optional;

/** The rules of plasticity that scenario files can name. Another one takes a class and a line here. */
public final class PlasticityRules {
    private static final List<LearningRule> ALL =
            List.of(PairStdp.sheet(), TripletStdp.sheet(), InhibitoryStdp.sheet(), TimingWindow.sheet());

    private PlasticityRules() {}

    /** All rules. */
    public static List<LearningRule> all() {
        return ALL;
    }

    /** The rule of a name; nothing if there is none. */
    public static Optional<LearningRule> of(String name) {
        return ALL.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }
}
