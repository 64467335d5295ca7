package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.plasticity.LearningRule;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import io.dopaflow.scenarios.schema.spiking.RuleSettings;
import io.dopaflow.scenarios.schema.spiking.SheetValues;
import java.util.Optional;

/** Checks that the synapses of projections can be rewired. */
record RewiringCheck(SynapseCheck check, Report report) {

    /** Reports what is wrong with the rewiring of an entry that has a rule, if it has one. */
    void check(String path, ProjectionSettings entry, Optional<SynapseLists.Listed> listed) {
        entry.synapse().rewiring().ifPresent(sheet -> {
            String sheetPath = path + ".synapse.rewiring";
            entry.to()
                    .forEach(target -> Rewiring.PARAMETERS.forEach(parameter -> sheet.find(parameter.name())
                            .ifPresent(value -> check.unit(sheetPath, parameter, value, target))));
            checkInterval(sheetPath + ".every", sheet);
            checkInitial(sheetPath + ".initial", sheet, entry.synapse().rule().orElseThrow());
            checkDelays(path, entry, listed);
        });
    }

    private void checkInterval(String path, SheetValues sheet) {
        sheet.find("every")
                .filter(every -> !report.isWrong(path) && !Rewiring.isAllowedInterval(every.value()))
                .ifPresent(every -> report.wrong(
                        path,
                        sheet.text("every"),
                        "a whole number of seconds, from 1 s: synapses are rewired when they settle, once a second"));
    }

    private void checkInitial(String path, SheetValues sheet, RuleSettings rule) {
        Optional<Measured<Double>> initial = sheet.find("initial").filter(value -> !report.isWrong(path));
        Optional<Measured<Double>> low = rule.values().find(LearningRule.W_MIN);
        Optional<Measured<Double>> high = rule.values().find(LearningRule.W_MAX);
        if (initial.isEmpty() || low.isEmpty() || high.isEmpty()) {
            return;
        }
        double size = initial.get().value();
        boolean isComparable = high.get().unit().equals(initial.get().unit())
                && high.get().value() > low.get().value();
        if (isComparable && (size < low.get().value() || size > high.get().value())) {
            report.wrong(
                    path,
                    sheet.text("initial"),
                    "from Wmin, "
                            + SynapseCheck.shown(low.get().value(), high.get().unit()) + ", to Wmax, "
                            + SynapseCheck.shown(high.get().value(), high.get().unit()));
        }
    }

    private void checkDelays(String path, ProjectionSettings entry, Optional<SynapseLists.Listed> listed) {
        String one = "one delay for all synapses with rewiring, such as delay: 1.5 ms";
        boolean isListed = listed.stream()
                .flatMap(list -> list.synapses().stream())
                .anyMatch(synapse -> synapse.delayPs().isPresent());
        if (isListed) {
            report.wrong(path + ".connect", "a list with delays", one);
        }
        Optional<Law> law = entry.delay().filter(delay -> !report.isWrong(path + ".delay"));
        law.filter(delay -> !(delay instanceof Law.Fixed))
                .ifPresent(delay -> report.wrong(path + ".delay", "a law of delays", one));
        long axonal = entry.axonalPs();
        law.filter(Law.Fixed.class::isInstance)
                .map(delay -> VirtualTime.fromMilliseconds(((Law.Fixed) delay).value()))
                .filter(delay -> axonal == delay && !report.isWrong(path + ".axonal"))
                .ifPresent(delay -> report.wrong(
                        path + ".axonal",
                        Grid.text(axonal) + ", which leaves no dendritic delay",
                        "below the delay, " + Grid.text(delay) + ", for synapses with rewiring"));
    }
}
