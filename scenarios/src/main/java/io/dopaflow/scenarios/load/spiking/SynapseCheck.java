package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.spiking.connection.Delays;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.plasticity.RuleParameter;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.NeuronSettings;
import io.dopaflow.scenarios.schema.spiking.Refusal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What weights and delays must be. */
record SynapseCheck(Groups groups, Grid grid, Report report) {

    /** Complains at a path of the scenario. */
    Complaint at(String path) {
        return (found, allowed) -> report.wrong(path, found, allowed);
    }

    /** The unit of weights onto the first of some populations that is known. */
    String weightUnit(List<String> targets) {
        return targets.stream()
                .flatMap(target -> groups.neuron(target).stream())
                .map(neuron -> neuron.model().weightUnit())
                .findFirst()
                .orElse("mV");
    }

    /** Whether weights have the unit of the target's model; reports it otherwise. True where the target is not known. */
    boolean unit(Complaint complaint, Measured<Law> weight, String target) {
        Optional<NeuronSettings> neuron = groups.neuron(target);
        if (neuron.isEmpty() || neuron.get().model().weightUnit().equals(weight.unit())) {
            return true;
        }
        String unit = neuron.get().model().weightUnit();
        complaint.wrong(
                weight.value() instanceof Law.Fixed fixed
                        ? Quantities.in(weight.unit()).text(fixed.value())
                        : "a law in " + weight.unit(),
                "a weight in " + Quantities.in(unit).units() + ", as " + target + " is "
                        + neuron.get().modelText());
        return false;
    }

    /** Reports a parameter of a sheet at a path that has not the unit of the target's weights although it is one. */
    void unit(String sheetPath, RuleParameter parameter, Measured<Double> value, String target) {
        String path = sheetPath + "." + parameter.name();
        if (parameter.unit().equals(RuleParameter.WEIGHT) && !report.isWrong(path)) {
            unit(at(path), new Measured<>(new Law.Fixed(value.value()), value.unit()), target);
        }
    }

    /** Reports weights that are not what the sign of the population that they come from says. */
    void sign(Complaint complaint, Measured<Law> weight, String source) {
        Optional<Sign> sign = groups.sign(source);
        if (sign.isEmpty()) {
            return;
        }
        Distribution law = weight.value().distribution();
        boolean excites = sign.get() == Sign.EXCITATORY;
        double extreme = excites ? law.lowest() : law.highest();
        if (excites ? extreme < 0 : extreme > 0) {
            complaint.wrong(
                    (law.lowest() == law.highest() ? "" : "weights " + (excites ? "down" : "up") + " to ")
                            + shown(extreme, weight.unit()),
                    "weights " + (excites ? "from 0" : "up to 0") + ", as the sign of " + source + " is "
                            + sign.get().name().toLowerCase(Locale.ROOT));
        }
    }

    /** Reports a delay that is not allowed. */
    void delay(Complaint complaint, long ps) {
        try {
            grid.time().delays("").check(ps);
        } catch (IllegalArgumentException e) {
            complaint.wrong(Grid.text(ps), Refusal.of(e).allowed());
        }
    }

    /** Reports a law of which some delay is not allowed. */
    void delays(String path, Law delay) {
        if (delay instanceof Law.Fixed fixed) {
            delay(at(path), VirtualTime.fromMilliseconds(fixed.value()));
        } else if (delay instanceof Law.Table table) {
            for (int i = 0; i < table.values().size(); i++) {
                delay(
                        at(path + ".values." + i),
                        VirtualTime.fromMilliseconds(table.values().get(i)));
            }
        } else {
            Delays allowed = grid.time().delays("");
            double lowest = delay.distribution().lowest();
            long steps = Math.round(VirtualTime.fromMilliseconds(lowest) / (double) allowed.step());
            if (steps * (double) allowed.step() < allowed.least()) {
                report.wrong(
                        path,
                        "delays down to " + shown(lowest, "ms"),
                        "a law whose delays are all at least " + Grid.text(allowed.least())
                                + (delay instanceof Law.Normal ? ": give it a bound, low" : "")
                                + ", as delays are the time by which the engines look ahead");
            }
        }
    }

    /** A value that a law can give, which no one has written. */
    static String shown(double value, String unit) {
        return Quantities.in(unit)
                .text(new BigDecimal(value).round(new MathContext(4)).doubleValue());
    }
}
