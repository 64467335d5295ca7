package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.ConnectSettings;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Synapses that are listed one by one, in the scenario or in a file. */
record SynapseLists(SynapseFiles files, SynapseCheck check, Report report) {

    /**
     * Synapses that are listed.
     *
     * @param at reports what is wrong with a synapse, by its place in the list
     */
    record Listed(List<ConnectSettings.Synapse> synapses, IntFunction<Complaint> at) {

        ExplicitList rule() {
            boolean weights =
                    synapses.stream().anyMatch(synapse -> synapse.weight().isPresent());
            boolean delays =
                    synapses.stream().anyMatch(synapse -> synapse.delayPs().isPresent());
            return new ExplicitList(
                    synapses.stream().mapToInt(ConnectSettings.Synapse::pre).toArray(),
                    synapses.stream().mapToInt(ConnectSettings.Synapse::post).toArray(),
                    weights
                            ? synapses.stream()
                                    .mapToDouble(synapse ->
                                            synapse.weight().orElseThrow().value())
                                    .toArray()
                            : new double[0],
                    delays
                            ? synapses.stream()
                                    .mapToLong(synapse -> synapse.delayPs().orElseThrow())
                                    .toArray()
                            : new long[0]);
        }

        /** Of a projection all of whose synapses have delays of their own. */
        Distribution firstDelay() {
            return new Distribution.Constant(VirtualTime.toMilliseconds(synapses.stream()
                    .findFirst()
                    .flatMap(ConnectSettings.Synapse::delayPs)
                    .orElse(VirtualTime.PICOSECONDS_PER_MILLISECOND)));
        }
    }

    /** The list of an entry, if it has one, checked by itself; whatever the groups are. */
    Optional<Listed> of(String entryPath, ProjectionSettings entry) {
        String path = entryPath + ".connect";
        boolean isCertain = !report.isWrong(entryPath);
        Optional<Listed> listed = Optional.empty();
        if (entry.connect() instanceof ConnectSettings.ByList by) {
            listed = Optional.of(new Listed(
                    by.synapses(),
                    synapse -> (found, allowed) -> report.wrong(path + ".list." + synapse, found, allowed)));
        } else if (entry.connect() instanceof ConnectSettings.ByFile by) {
            listed = files.read(path + ".file", by.file(), check.weightUnit(entry.to()));
        }
        listed.ifPresent(list -> checkOwn(list, entry, isCertain));
        return listed;
    }

    /** Each synapse has its own weight, or none has; the same of delays. What is missing is certain only where nothing else is wrong. */
    private void checkOwn(Listed listed, ProjectionSettings entry, boolean isCertain) {
        boolean someWeigh =
                listed.synapses().stream().anyMatch(synapse -> synapse.weight().isPresent());
        boolean someWait =
                listed.synapses().stream().anyMatch(synapse -> synapse.delayPs().isPresent());
        for (int i = 0; i < listed.synapses().size(); i++) {
            ConnectSettings.Synapse synapse = listed.synapses().get(i);
            Complaint complaint = listed.at().apply(i);
            boolean isHeavy = synapse.weight().isPresent();
            boolean waits = synapse.delayPs().isPresent();
            if (isHeavy && entry.weight().isPresent()) {
                both(complaint, "weight");
            } else if (isCertain && !isHeavy && (someWeigh || entry.weight().isEmpty())) {
                neither(complaint, "weight");
            }
            if (waits && entry.delay().isPresent()) {
                both(complaint, "delay");
            } else if (isCertain && !waits && (someWait || entry.delay().isEmpty())) {
                neither(complaint, "delay");
            }
            synapse.delayPs().ifPresent(delay -> check.delay(complaint, delay));
        }
    }

    private static void both(Complaint complaint, String what) {
        complaint.wrong("a " + what + " of its own beside that of the projection", "one of both");
    }

    private static void neither(Complaint complaint, String what) {
        complaint.wrong(
                "a synapse without " + what,
                "a " + what + " for each synapse of the list, or one for all: " + what + " of the projection");
    }

    /** Reports synapses that do not fit the groups. */
    void check(Listed listed, Groups groups, String source, String target) {
        int sources = groups.size(source).orElse(Integer.MAX_VALUE);
        int targets = groups.size(target).orElse(Integer.MAX_VALUE);
        for (int i = 0; i < listed.synapses().size(); i++) {
            ConnectSettings.Synapse synapse = listed.synapses().get(i);
            Complaint complaint = listed.at().apply(i);
            if (synapse.pre() >= sources) {
                complaint.wrong("pre " + synapse.pre(), "from 0 to " + (sources - 1) + ", the cells of " + source);
            }
            if (synapse.post() >= targets) {
                complaint.wrong("post " + synapse.post(), "from 0 to " + (targets - 1) + ", the neurons of " + target);
            }
            synapse.weight().ifPresent(weight -> {
                Measured<Law> law = new Measured<>(new Law.Fixed(weight.value()), weight.unit());
                if (check.unit(complaint, law, target)) {
                    check.sign(complaint, law, source);
                }
            });
        }
    }
}
