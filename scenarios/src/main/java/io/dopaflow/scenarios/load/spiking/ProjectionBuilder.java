package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.scenarios.schema.spiking.ConnectSettings;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes projections, one for each pair of groups. */
final class ProjectionBuilder {
    private final Groups groups;
    private final Map<Integer, SynapseLists.Listed> listed;
    private final SynapseModels models;
    private final List<Projection> built = new ArrayList<>();
    private final ProjectionNames names = new ProjectionNames();

    /**
     * A builder.
     *
     * @param groups all groups, made
     * @param listed the synapses that are listed, by the places of their projections
     * @param models what synapses are beside their weights and delays
     */
    ProjectionBuilder(Groups groups, Map<Integer, SynapseLists.Listed> listed, SynapseModels models) {
        this.groups = groups;
        this.listed = listed;
        this.models = models;
    }

    List<Projection> built() {
        return built;
    }

    /** Adds the projections of an entry. */
    void add(int place, ProjectionSettings entry) {
        Optional<SynapseLists.Listed> list = Optional.ofNullable(listed.get(place));
        ConnectionRule rule = entry.connect() instanceof ConnectSettings.ByRule by
                ? by.rule()
                : list.orElseThrow().rule();
        for (String source : entry.from()) {
            for (String target : entry.to()) {
                built.add(new Projection(
                        names.next(entry, source, target),
                        built.size(),
                        groups.place(source).orElseThrow(),
                        groups.place(target).orElseThrow(),
                        rule,
                        entry.weight()
                                .map(Measured::value)
                                .map(Law::distribution)
                                .orElse(new Distribution.Constant(0)),
                        entry.delay()
                                .map(Law::distribution)
                                .orElseGet(() -> list.orElseThrow().firstDelay()),
                        models.of(entry, list, source)));
            }
        }
    }
}
