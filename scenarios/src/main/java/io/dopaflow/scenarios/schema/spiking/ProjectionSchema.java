package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.util.List;
import java.util.Optional;

/** The keys of {@code projections}. */
public final class ProjectionSchema {
    private static final int MOST = 100_000;

    static final MeasuredType<Law> WEIGHTS = MeasuredType.laws(SynapseType.WEIGHT_UNITS);

    private static final Key<ProjectionSettings, String> NAME = Key.conditional(
            "name",
            Types.text("[A-Za-z][A-Za-z0-9_-]{0,63}", "1 to 64 letters, digits, hyphens and underscores"),
            "FROM->TO",
            ProjectionSettings::name,
            "What it is called.");

    private static final Key<ProjectionSettings, List<String>> FROM = Key.required(
            "from",
            SourceSchema.REFERENCES,
            ProjectionSettings::from,
            "The populations, or sources with a size, that it comes from.");

    private static final Key<ProjectionSettings, List<String>> TO = Key.required(
            "to",
            SourceSchema.REFERENCES,
            ProjectionSettings::to,
            "The populations that it goes to; of several, each pair is connected by itself.");

    private static final Key<ProjectionSettings, ConnectSettings> CONNECT =
            Key.required("connect", ConnectSchema.TYPE, ProjectionSettings::connect, "Who connects to whom.");

    private static final Key<ProjectionSettings, Measured<Law>> WEIGHT = Key.conditional(
            "weight",
            WEIGHTS,
            "required, unless a list or file has its own",
            ProjectionSettings::weight,
            "In the unit of the target's model, or a law by which each synapse draws its own; below 0 inhibits.");

    private static final Key<ProjectionSettings, Law> DELAY = Key.conditional(
            "delay",
            new LawType("ms"),
            "required, unless a list or file has its own",
            ProjectionSettings::delay,
            "From a spike to its arrival: at least 1 us, on a grid a positive multiple of the step. Continuous laws are rounded to"
                    + " the grid.");

    private static final Key<ProjectionSettings, Long> AXONAL = Key.conditional(
            "axonal",
            Durations.between(0, SourceSchema.LONGEST),
            "`0 ms`",
            entry -> Optional.of(entry.axonalPs())
                    .filter(ps -> ps > 0 || !entry.synapse().isStatic()),
            "The axonal part of each delay, the same for all synapses; the rest is dendritic. At a synapse that learns, a"
                    + " presynaptic spike counts when it was emitted + axonal, a postsynaptic one when it was emitted +"
                    + " dendritic. On a grid a multiple of the step; below the shortest delay, or on a grid, with the"
                    + " population engine, equal to a delay that all synapses have.");

    private static final Key<ProjectionSettings, SynapseSettings> SYNAPSE = Key.conditional(
            "synapse",
            SynapseSchema.TYPE,
            "`static`",
            entry -> Optional.of(entry.synapse()).filter(synapse -> !synapse.isStatic()),
            "What changes the weights. static: nothing. Otherwise one rule, which may have `scaling`, `rewiring` and"
                    + " `short-term` beside it, or `short-term` alone. Rules change sizes of weights between Wmin and Wmax; all synapses of the"
                    + " projection have one sign, that of their weights (where all are 0: of the population's `sign`), and"
                    + " keep it.");

    private static final MappingType<ProjectionSettings> TYPE = MappingType.of(
                    List.of(NAME, FROM, TO, CONNECT, WEIGHT, DELAY, AXONAL, SYNAPSE),
                    values -> new ProjectionSettings(
                            values.find(NAME),
                            values.find(FROM).orElse(List.of()),
                            values.find(TO).orElse(List.of()),
                            values.find(CONNECT).orElse(ConnectSchema.NOBODY),
                            values.find(WEIGHT),
                            values.find(DELAY),
                            values.find(AXONAL).orElse(0L),
                            values.find(SYNAPSE).orElse(SynapseSettings.STATIC)))
            .withCheck(ProjectionSchema::checkSynapses)
            .withOutline();

    /** The type of the section. */
    public static final ListType<ProjectionSettings> ALL = new ListType<>(TYPE, "projections", 0, MOST);

    private ProjectionSchema() {}

    private static void checkSynapses(Values values) {
        if (values.find(CONNECT)
                .filter(connect -> connect instanceof ConnectSettings.ByRule)
                .isPresent()) {
            values.require(WEIGHT);
            values.require(DELAY);
        }
    }
}
