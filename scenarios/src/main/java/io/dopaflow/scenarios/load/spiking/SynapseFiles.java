package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.analysis.exchange.SonataEdges;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Numerals;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.ConnectSettings;
import io.dopaflow.scenarios.schema.spiking.Measured;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads synapses from CSV files, and edges of SONATA. */
record SynapseFiles(InputFiles files, Report report) {
    private static final List<String> UNITS = List.of("mV", "pA", "nS", "mV/ms");

    /**
     * The synapses of a file whose rows are right, others are reported; nothing if it has no such table.
     *
     * @param weightUnit of the weights of SONATA, which has none
     */
    Optional<SynapseLists.Listed> read(String key, String name, String weightUnit) {
        Optional<InputFiles.Content> content = files.read(key, name);
        if (content.filter(InputFiles.Content::isHdf5).isPresent()) {
            return ofSonata(key, content.get().path(), weightUnit);
        }
        Optional<Lines> read = content.flatMap(found -> Lines.of(key, found, report));
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Lines lines = read.get();
        if (lines.column(List.of("pre")).isEmpty()
                || lines.column(List.of("post")).isEmpty()) {
            lines.wrongHeader("pre, post and perhaps weight and delay");
            return Optional.empty();
        }
        List<ConnectSettings.Synapse> synapses = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < lines.size(); row++) {
            Optional<Integer> pre = number(lines, row, "pre");
            Optional<Integer> post = number(lines, row, "post");
            Optional<Measured<Double>> weight = weight(lines, row);
            Optional<Long> delay = delay(lines, row);
            if (pre.isPresent() && post.isPresent()) {
                synapses.add(new ConnectSettings.Synapse(pre.get(), post.get(), weight, delay));
                rows.add(row);
            }
        }
        return Optional.of(new SynapseLists.Listed(synapses, synapse -> lines.at(rows.get(synapse))));
    }

    private Optional<SynapseLists.Listed> ofSonata(String key, Path file, String weightUnit) {
        try {
            SonataEdges edges = SonataEdges.read(file);
            List<ConnectSettings.Synapse> synapses = new ArrayList<>();
            for (int i = 0; i < edges.sources().size(); i++) {
                int edge = i;
                synapses.add(new ConnectSettings.Synapse(
                        edges.sources().get(i),
                        edges.targets().get(i),
                        edges.weights().map(weights -> new Measured<>(weights.get(edge), weightUnit)),
                        edges.delaysMs().map(delays -> VirtualTime.fromMilliseconds(delays.get(edge)))));
            }
            return Optional.of(new SynapseLists.Listed(synapses, edge -> {
                Place place = Place.of(file + ", edge " + edge);
                return (found, allowed) -> report.problems().add(place, "", found, allowed);
            }));
        } catch (WrongFileException e) {
            report.wrong(key, String.valueOf(e.getMessage()), "a SONATA file of edges");
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(Lines lines, int row, String column) {
        String text = lines.cell(row, column);
        Optional<Integer> number = Numerals.parse(text)
                .flatMap(value -> Numerals.whole(value, 0, Integer.MAX_VALUE - 1L))
                .map(Long::intValue);
        if (number.isEmpty()) {
            lines.wrong(row, column + " " + text, "the number of a neuron, from 0");
        }
        return number;
    }

    private static Optional<Measured<Double>> weight(Lines lines, int row) {
        if (lines.column(List.of("weight")).isEmpty()) {
            return Optional.empty();
        }
        String text = lines.cell(row, "weight");
        Optional<Measured<Double>> weight = UNITS.stream()
                .flatMap(unit -> Quantities.in(unit).exact(text).map(BigDecimal::doubleValue).stream()
                        .map(value -> new Measured<>(value, unit)))
                .findFirst();
        if (weight.isEmpty()) {
            lines.wrong(row, "weight " + text, "a weight with its unit, such as 0.1 mV");
        }
        return weight;
    }

    private static Optional<Long> delay(Lines lines, int row) {
        if (lines.column(List.of("delay")).isEmpty()) {
            return Optional.empty();
        }
        String text = lines.cell(row, "delay");
        Optional<Long> delay = Durations.picoseconds(text).filter(ps -> ps >= 0);
        if (delay.isEmpty()) {
            lines.wrong(row, "delay " + text, "a delay with its unit, such as 1.5 ms");
        }
        return delay;
    }
}
