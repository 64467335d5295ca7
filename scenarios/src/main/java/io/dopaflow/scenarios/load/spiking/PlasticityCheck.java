package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.spiking.plasticity.LearningRule;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.PlasticityRules;
import io.dopaflow.models.spiking.plasticity.RuleParameter;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import io.dopaflow.scenarios.schema.spiking.Refusal;
import io.dopaflow.scenarios.schema.spiking.RuleSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks that the synapses of projections can learn by their rules.
 *
 * @param modulators the names of all modulators
 */
record PlasticityCheck(Groups groups, SynapseCheck check, List<String> modulators, Report report) {

    /** Reports what is wrong with the rule of an entry, if it has one. */
    void check(String path, ProjectionSettings entry, Optional<SynapseLists.Listed> listed) {
        if (entry.synapse().rule().isEmpty()) {
            return;
        }
        StartingWeights weights = StartingWeights.of(entry, listed, check.at(path + ".weight"));
        RuleSettings settings = entry.synapse().rule().get();
        String rulePath = path + ".synapse." + settings.rule().name();
        entry.to().forEach(target -> checkUnits(rulePath, settings, target));
        settings.modulator()
                .filter(name -> !modulators.contains(name))
                .ifPresent(name -> report.wrong(
                        rulePath + ".modulator",
                        name,
                        modulators.isEmpty()
                                ? "the name of a modulator, such as modulators: {" + name
                                        + ": {from: ..., delay: 1 ms}}"
                                : "the name of a modulator: " + String.join(" | ", modulators)
                                        + Nearest.hint(name, modulators)));
        if (checkOneSign(weights)) {
            checkSign(rulePath, settings.rule(), entry, weights);
        }
        checkBounds(rulePath, settings, weights);
        new RewiringCheck(check, report).check(path, entry, listed);
        if (!report.isWrong(rulePath)) {
            checkMakes(rulePath, settings);
        }
    }

    private void checkUnits(String rulePath, RuleSettings settings, String target) {
        for (RuleParameter parameter : settings.rule().parameters()) {
            Optional<Measured<Double>> value = settings.values().find(parameter.name());
            boolean isDefault = value.isPresent()
                    && parameter.standard().isPresent()
                    && value.get().value() == parameter.standard().getAsDouble();
            if (value.isPresent() && !isDefault) {
                check.unit(rulePath, parameter, value.get(), target);
            }
        }
    }

    /** Whether no weight has another sign than the first one; reports it otherwise. */
    private static boolean checkOneSign(StartingWeights weights) {
        boolean inhibits = weights.inhibit().orElse(false);
        boolean right = true;
        for (StartingWeights.Part part : weights.parts()) {
            if (inhibits ? part.highest() > 0 : part.lowest() < 0) {
                right = false;
                part.complaint()
                        .wrong(
                                part.isFixed()
                                        ? text(part.lowest(), part.unit()) + " among weights "
                                                + (inhibits ? "below 0" : "above 0")
                                        : "weights from " + text(part.lowest(), part.unit()) + " to "
                                                + text(part.highest(), part.unit()),
                                "weights of one sign, all from 0 or all up to 0: synapses that learn keep the sign of"
                                        + " their projection");
            }
        }
        return right;
    }

    private void checkSign(String rulePath, LearningRule rule, ProjectionSettings entry, StartingWeights weights) {
        if (rule.kind() != LearningRule.Kind.INHIBITORY) {
            return;
        }
        String others = PlasticityRules.all().stream()
                .filter(other -> other.kind() != LearningRule.Kind.INHIBITORY)
                .map(LearningRule::name)
                .collect(Collectors.joining(" | "));
        for (StartingWeights.Part part : weights.parts()) {
            if (part.highest() > 0) {
                part.complaint()
                        .wrong(
                                (part.isFixed() ? "" : "weights up to ") + text(part.highest(), part.unit()) + " with "
                                        + rule.name(),
                                "weights up to 0, as it is for synapses that inhibit; for others: " + others);
            }
        }
        if (weights.inhibit().isEmpty()) {
            entry.from().stream()
                    .filter(source ->
                            groups.sign(source).filter(Sign.EXCITATORY::equals).isPresent())
                    .forEach(source -> report.wrong(
                            rulePath,
                            rule.name() + " from " + source + ", whose sign is excitatory",
                            "from a population that inhibits; for others: " + others));
        }
    }

    private void checkBounds(String rulePath, RuleSettings settings, StartingWeights weights) {
        Optional<Measured<Double>> low = bound(rulePath, settings, LearningRule.W_MIN);
        Optional<Measured<Double>> high = bound(rulePath, settings, LearningRule.W_MAX);
        for (StartingWeights.Part part : weights.parts()) {
            double most = Math.max(Math.abs(part.lowest()), Math.abs(part.highest()));
            double least = part.lowest() < 0 && part.highest() > 0
                    ? 0
                    : Math.min(Math.abs(part.lowest()), Math.abs(part.highest()));
            String normal = part.isNormal() ? "; give the law a bound, low or high" : "";
            high.filter(bound -> bound.unit().equals(part.unit()) && most > bound.value())
                    .ifPresent(bound -> part.complaint()
                            .wrong(
                                    (part.isFixed() ? "" : "weights of sizes up to ")
                                            + text(part.isFixed() ? part.lowest() : most, part.unit()),
                                    "sizes up to Wmax, " + text(bound.value(), bound.unit())
                                            + ": a smaller weight or a larger Wmax" + normal));
            low.filter(bound -> bound.unit().equals(part.unit()) && least < bound.value())
                    .ifPresent(bound -> part.complaint()
                            .wrong(
                                    (part.isFixed() ? "" : "weights of sizes down to ")
                                            + text(part.isFixed() ? part.lowest() : least, part.unit()),
                                    "sizes from Wmin, " + text(bound.value(), bound.unit())
                                            + ": a larger weight or a smaller Wmin" + normal));
        }
    }

    private Optional<Measured<Double>> bound(String rulePath, RuleSettings settings, String name) {
        return settings.values()
                .find(name)
                .filter(value -> value.value() >= 0 && !report.isWrong(rulePath + "." + name));
    }

    /** What a rule refuses although each of its values is in range. */
    private void checkMakes(String rulePath, RuleSettings settings) {
        boolean isComplete = settings.rule().parameters().stream()
                .allMatch(parameter -> settings.values().find(parameter.name()).isPresent());
        if (!isComplete) {
            return;
        }
        try {
            settings.rule()
                    .plasticity(
                            settings.pairing().orElse(Pairing.ALL_TO_ALL),
                            settings.values().numbers(),
                            Optional.empty(),
                            0);
        } catch (IllegalArgumentException e) {
            Refusal refusal = Refusal.of(e);
            boolean isNamed = settings.values().find(refusal.name()).isPresent();
            report.wrong(isNamed ? rulePath + "." + refusal.name() : rulePath, refusal.found(), refusal.allowed());
        }
    }

    private static String text(double value, String unit) {
        return SynapseCheck.shown(value, unit);
    }
}
