package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.Ends;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.ConnectSettings;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import java.util.List;
import java.util.Optional;

/** Synapses that are listed one by one, in the scenario or in a file. */
record SynapseLists(SynapseFiles files, SynapseCheck check, Report report) {

    /**
     * A list that can be connected.
     *
     * @param path of the key of the list
     * @param isFile whether it is in a file, so that single synapses have no path
     */
    record Listed(String path, boolean isFile, List<ConnectSettings.Synapse> synapses) {

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

        String pathOf(int synapse) {
            return isFile ? path : path + "." + synapse;
        }
    }

    /** The list of an entry, if it has one that is right; whatever the groups are. */
    Optional<Listed> of(String path, ProjectionSettings entry) {
        Optional<Listed> listed = Optional.empty();
        if (entry.connect() instanceof ConnectSettings.ByList by) {
            listed = Optional.of(new Listed(path + ".list", false, by.synapses()));
        } else if (entry.connect() instanceof ConnectSettings.ByFile by) {
            listed = files.read(path + ".file", by.file()).map(synapses -> new Listed(path + ".file", true, synapses));
        }
        int before = report.problems().count();
        listed.ifPresent(list -> checkOwn(list, entry));
        return report.problems().count() == before ? listed : Optional.empty();
    }

    /** Each synapse has its own weight, or none has; the same of delays. */
    private void checkOwn(Listed listed, ProjectionSettings entry) {
        boolean someWeigh =
                listed.synapses().stream().anyMatch(synapse -> synapse.weight().isPresent());
        boolean someWait =
                listed.synapses().stream().anyMatch(synapse -> synapse.delayPs().isPresent());
        for (int i = 0; i < listed.synapses().size(); i++) {
            ConnectSettings.Synapse synapse = listed.synapses().get(i);
            requireAlike(
                    listed.pathOf(i),
                    "weight",
                    synapse.weight().isPresent(),
                    someWeigh,
                    entry.weight().isPresent());
            requireAlike(
                    listed.pathOf(i),
                    "delay",
                    synapse.delayPs().isPresent(),
                    someWait,
                    entry.delay().isPresent());
            int place = i;
            synapse.delayPs().ifPresent(delay -> check.delay(listed.pathOf(place), delay));
        }
    }

    private void requireAlike(String path, String what, boolean has, boolean someHave, boolean isCommon) {
        if (has && isCommon) {
            report.wrong(path, "a " + what + " of its own beside that of the projection", "one of both");
        } else if (!has && (someHave || !isCommon)) {
            report.wrong(
                    path,
                    "a synapse without " + what,
                    "a " + what + " for each synapse of the list, or one for all: " + what + " of the projection");
        }
    }

    /** Reports synapses that do not fit the groups. */
    void check(Listed listed, Ends ends, String source, String target) {
        for (int i = 0; i < listed.synapses().size(); i++) {
            ConnectSettings.Synapse synapse = listed.synapses().get(i);
            if (synapse.pre() >= ends.sources()) {
                report.wrong(
                        listed.pathOf(i),
                        "pre " + synapse.pre(),
                        "from 0 to " + (ends.sources() - 1) + ", the cells of " + source);
            }
            if (synapse.post() >= ends.targets()) {
                report.wrong(
                        listed.pathOf(i),
                        "post " + synapse.post(),
                        "from 0 to " + (ends.targets() - 1) + ", the neurons of " + target);
            }
            int place = i;
            synapse.weight().ifPresent(weight -> {
                Measured<Law> law = new Measured<>(new Law.Fixed(weight.value()), weight.unit());
                if (check.unit(listed.pathOf(place), law, target)) {
                    check.sign(listed.pathOf(place), law, source);
                }
            });
        }
    }
}
