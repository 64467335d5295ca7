package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.util.List;

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

    private static final MappingType<ProjectionSettings> TYPE = MappingType.of(
                    List.of(NAME, FROM, TO, CONNECT, WEIGHT, DELAY),
                    values -> new ProjectionSettings(
                            values.find(NAME),
                            values.find(FROM).orElse(List.of()),
                            values.find(TO).orElse(List.of()),
                            values.find(CONNECT).orElse(ConnectSchema.NOBODY),
                            values.find(WEIGHT),
                            values.find(DELAY)))
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
