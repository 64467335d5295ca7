package io.dopaflow.analysis.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values as recorded beside values as they follow. */
final class Facts {
    private final List<Fact> facts = new ArrayList<>();

    /** One of them, both values in words; real numbers to the last bit. */
    record Fact(String quantity, String recorded, String recomputed) {}

    /** Adds a fact. Whole numbers may be of any type. */
    Facts add(String quantity, Object recorded, Object recomputed) {
        facts.add(new Fact(quantity, recorded.toString(), recomputed.toString()));
        return this;
    }

    /** The first that does not hold. */
    Optional<Fact> wrong() {
        return facts.stream()
                .filter(fact -> !fact.recorded.equals(fact.recomputed))
                .findFirst();
    }
}
