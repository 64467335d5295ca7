package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.PhasedSpikes;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.analysis.spikes.StatisticsWindow;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.scenarios.figures.NetworkFigures;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code spikes} that choose spikes. */
final class SpikeFilter {

    @Option(
            names = "--neuron",
            paramLabel = "NAME,...",
            hideParamSyntax = true,
            split = ",",
            description = "Only neurons with this name or id; separate several with commas, or repeat the option.")
    private List<String> neurons = new ArrayList<>();

    @Option(
            names = "--depth",
            paramLabel = "N,...",
            hideParamSyntax = true,
            split = ",",
            converter = WholeNumber.Depth.class,
            description = "Only neurons at this depth, 0 for the sources; separate several with commas, or"
                    + " repeat the option.")
    private List<Long> depths = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "Only spikes at this virtual time or later, such as \"120 ms\".")
    private @Nullable Long from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "Only spikes before this virtual time.")
    private @Nullable Long to;

    @Option(
            names = "--opportunity",
            paramLabel = "A..B",
            converter = OpportunityRange.Converter.class,
            description =
                    "Only spikes in learning opportunity A (one presentation of one sample), or in those from A to"
                            + " B; counted from 0.")
    private @Nullable OpportunityRange opportunities;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = Choice.OfSpikeKind.class,
            completionCandidates = Choice.OfSpikeKind.class,
            description = "Only onset spikes (the window opens) or readout spikes (it closes).")
    private @Nullable String kind;

    @Option(
            names = "--phase",
            paramLabel = "NAME,...",
            hideParamSyntax = true,
            split = ",",
            description =
                    "Of phased learning: only spikes in these phases of the rule; separate several with commas, or"
                            + " repeat the option.")
    private List<String> phases = new ArrayList<>();

    @Option(
            names = "--population",
            paramLabel = "NAME,...",
            hideParamSyntax = true,
            split = ",",
            description = "Of a network that spikes freely: only neurons of these populations.")
    private List<String> populations = new ArrayList<>();

    @Option(
            names = "--bin",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description =
                    "Of a network that spikes freely: the length of the bins for --stats and rates; by default 3 ms"
                            + " for the Fano factor, 5 ms for correlation and synchrony, 1 ms for rates and spectrum; in figures"
                            + " longer ones for rates over more than 500 ms or of few neurons.")
    private @Nullable Long bin;

    /** What is wrong with the options together. */
    List<String> problems() {
        if (neurons.stream().anyMatch(String::isBlank)) {
            return List.of("--neuron: found an empty text; allowed: names or ids of neurons");
        }
        if (populations.stream().anyMatch(String::isBlank)) {
            return List.of("--population: found an empty text; allowed: names of populations");
        }
        if (phases.stream().anyMatch(String::isBlank)) {
            return List.of("--phase: found an empty text; allowed: names of phases");
        }
        if (from != null && to != null && from >= to) {
            return List.of("--from: found " + Text.time(from) + "; allowed: before --to, " + Text.time(to));
        }
        return List.of();
    }

    /** Whether any option was given. */
    boolean isGiven() {
        return !neurons.isEmpty()
                || !populations.isEmpty()
                || !depths.isEmpty()
                || !phases.isEmpty()
                || from != null
                || to != null
                || opportunities != null
                || kind != null;
    }

    /** Refuses options that say nothing of learning cycles. */
    void requireCycles() {
        if (!phases.isEmpty()) {
            throw new IllegalArgumentException("--phase: found a run of learning cycles; allowed for phased learning");
        }
        if (!populations.isEmpty() || bin != null) {
            throw new IllegalArgumentException((bin == null ? "--population" : "--bin")
                    + ": found a run of learning cycles; allowed for a network that spikes freely");
        }
    }

    /**
     * The cells and times of a network that the options choose.
     *
     * @throws IllegalArgumentException if an option says nothing of a network, or names cells or times that there are not
     */
    NetworkSpikes.Choice ofNetwork(RecordedSpikes run) {
        if (!depths.isEmpty() || opportunities != null || kind != null || !phases.isEmpty()) {
            String option = kind != null
                    ? "--kind"
                    : opportunities != null ? "--opportunity" : phases.isEmpty() ? "--depth" : "--phase";
            throw new IllegalArgumentException(
                    option + ": found a run of a network that spikes freely; allowed where one learns from samples");
        }
        BitSet cells = run.cells().all();
        if (!populations.isEmpty()) {
            cells.and(run.cells().named(populations));
        }
        if (!neurons.isEmpty()) {
            cells.and(run.cells().named(neurons));
        }
        long end = run.endPs();
        long start = from == null ? 0 : from;
        if (start > end || (to != null && to > end)) {
            throw new IllegalArgumentException((start > end
                            ? "--from: found " + Text.time(start)
                            : "--to: found " + Text.time(Math.max(start, to == null ? 0 : to)))
                    + "; allowed: within the run, up to " + Text.time(end));
        }
        StatisticsWindow window = StatisticsWindow.of(start, to == null ? Math.max(end, start + 1) : to);
        return new NetworkSpikes.Choice(
                cells, bin == null ? window : window.withBins(bin), to == null ? end : to - 1, isGiven());
    }

    /** The cells, times and bins of figures of a network. */
    NetworkFigures.Selection ofFigures(RecordedSpikes run) {
        NetworkSpikes.Choice choice = ofNetwork(run);
        return new NetworkFigures.Selection(
                choice.cells(),
                choice.window().fromPs(),
                to == null ? Math.max(choice.window().toPs(), run.endPs() + 1) : to,
                bin == null ? OptionalLong.empty() : OptionalLong.of(bin));
    }

    /**
     * The spikes of phased learning that the options choose, by phase and learning opportunity.
     *
     * @throws IllegalArgumentException if an option says nothing of phased learning, or there is no such phase
     */
    PhasedSpikes ofPhases(PhasedSpikes run) {
        if (!depths.isEmpty() || kind != null || !populations.isEmpty() || bin != null) {
            String option = kind != null
                    ? "--kind"
                    : bin != null ? "--bin" : populations.isEmpty() ? "--depth" : "--population";
            throw new IllegalArgumentException(option + ": found a run of phased learning; allowed there: --neuron,"
                    + " --phase, --opportunity, --from, --to");
        }
        PhasedSpikes chosen = phases.isEmpty() ? run : run.ofPhases(new HashSet<>(phases));
        return opportunities == null ? chosen : chosen.ofOpportunities(opportunities.first(), opportunities.last());
    }

    /**
     * The units and times of phased learning that the options choose.
     *
     * @throws IllegalArgumentException if there are no such units or times
     */
    NetworkFigures.Selection ofUnits(PhasedSpikes run) {
        long end = run.endPs() + 1;
        long start = from == null ? 0 : from;
        if (start > run.endPs()) {
            throw new IllegalArgumentException(
                    "--from: found " + Text.time(start) + "; allowed: within the run, up to " + Text.time(run.endPs()));
        }
        return new NetworkFigures.Selection(
                neurons.isEmpty() ? run.cells().all() : run.named(neurons),
                start,
                to == null ? end : Math.min(to, end),
                OptionalLong.empty());
    }

    /** The query that the options make. */
    SpikeQuery query() {
        SpikeQuery query = SpikeQuery.everything()
                .ofNeurons(new HashSet<>(neurons))
                .ofDepths(depths.stream().map(Long::intValue).collect(Collectors.toSet()));
        if (from != null) {
            query = query.from(from);
        }
        if (to != null) {
            query = query.before(to);
        }
        if (opportunities != null) {
            query = query.fromOpportunity(opportunities.first()).toOpportunity(opportunities.last());
        }
        return kind == null ? query : query.ofKind(kind.equals("onset") ? SpikeKind.ONSET : SpikeKind.READOUT);
    }

    /**
     * Learning opportunities from one to another.
     *
     * @param first from 0
     * @param last inclusive, at least the first
     */
    private record OpportunityRange(long first, long last) {

        /** Reads {@code 7} or {@code 3..7}. */
        static final class Converter implements ITypeConverter<OpportunityRange> {
            private static final Pattern FORM = Pattern.compile("([0-9]{1,18})(?:\\.\\.([0-9]{1,18}))?");

            @Override
            public OpportunityRange convert(String word) {
                Matcher matcher = FORM.matcher(word);
                if (matcher.matches()) {
                    long first = Long.parseLong(matcher.group(1));
                    long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
                    if (first <= last) {
                        return new OpportunityRange(first, last);
                    }
                }
                throw new TypeConversionException(
                        "the number of a learning opportunity, from 0, or a range such as 3..7");
            }
        }
    }
}
