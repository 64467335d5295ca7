package io.dopaflow.scenarios.report;

import io.dopaflow.analysis.report.Block;
import io.dopaflow.analysis.report.Block.Fact;
import io.dopaflow.analysis.report.Block.Tile;
import io.dopaflow.analysis.report.ReportPage;
import io.dopaflow.analysis.report.ReportPage.Section;
import io.dopaflow.analysis.report.Words;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.scenarios.figures.FigureKind;
import io.dopaflow.scenarios.figures.FigureResult;
import io.dopaflow.scenarios.run.DopaflowVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/** The report of one run, or of several side by side. The same runs give the same page. */
public final class RunReport {
    private static final String FIRST_PAPER =
            "S. Christensen and J. Kallsen (2023). Is learning in biological neural networks"
                    + " based on stochastic gradient descent? An analysis using stochastic processes.";
    private static final String SECOND_PAPER =
            "J. Schmidt-Hieber (2023). Interpreting learning in biological neural networks"
                    + " as zero-order optimization method.";

    private final List<ReportedRun> runs;
    private final List<String> labels;

    private RunReport(List<ReportedRun> runs) {
        this.runs = runs;
        List<String> names = runs.stream().map(ReportedRun::label).toList();
        this.labels = IntStream.range(0, names.size())
                .mapToObj(i -> names.stream().filter(names.get(i)::equals).count() > 1
                        ? names.get(i) + " (" + (i + 1) + ")"
                        : names.get(i))
                .toList();
    }

    /**
     * Makes the page.
     *
     * @param directories of runs, at least one
     * @param isCompared whether learning is compared with gradient flow, which may take as long as the run did
     * @param progress receives the share done, from 0 to 1
     * @throws FileException if one is no run or cannot be read
     */
    public static ReportPage of(List<Path> directories, boolean isCompared, DoubleConsumer progress) {
        List<ReportedRun> opened = new ArrayList<>();
        try {
            for (int i = 0; i < directories.size(); i++) {
                int done = i;
                opened.add(ReportedRun.open(
                        directories.get(i),
                        isCompared,
                        share -> progress.accept((done + share * 0.9) / directories.size())));
            }
            return new RunReport(opened).page();
        } finally {
            opened.forEach(ReportedRun::close);
        }
    }

    private ReportPage page() {
        FigureGroups figures = figures();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("", first()));
        if (runs.size() > 1) {
            sections.add(new Section("Side by side", sideBySide()));
        }
        List<Block> flow = flow(figures);
        if (!flow.isEmpty()) {
            sections.add(new Section("Gradient flow", flow));
        }
        List<Block> rules = runs.stream().flatMap(run -> run.rule().stream()).toList();
        if (!rules.isEmpty()) {
            sections.add(new Section("Rule", rules));
        }
        Set<FigureKind> others = EnumSet.allOf(FigureKind.class);
        others.removeAll(ReportedCycles.OF_FLOW);
        List<Block> drawn = figures.of(others);
        if (!drawn.isEmpty()) {
            sections.add(new Section("Figures", drawn));
        }
        sections.add(new Section("Throughput", throughput()));
        sections.add(new Section("Provenance", provenance()));
        sections.add(new Section("Repeat", repeat()));
        sections.add(new Section("Cite", cite()));
        RunManifest manifest = runs.get(0).manifest();
        return new ReportPage(
                runs.size() == 1 ? manifest.name() : Words.count(runs.size(), "run") + " side by side",
                runs.size() == 1
                        ? "Report of the run " + labels.get(0)
                        : "Report of " + Words.listed(labels.stream().limit(8).toList()),
                "Made by Dopaflow " + DopaflowVersion.text()
                        + ". Figures are drawn by Apache ECharts 5.3.1 (Apache-2.0), which is part of this file.",
                sections);
    }

    private FigureGroups figures() {
        Map<String, Map<FigureKind, FigureResult>> all = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            all.put(labels.get(i), runs.get(i).figures());
        }
        return new FigureGroups(all);
    }

    private List<Block> first() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            ReportedRun run = runs.get(i);
            String status = Ending.word(run.manifest());
            blocks.add(new Block.Lead(
                    runs.size() == 1 ? status : labels.get(i) + " \u00b7 " + status,
                    run.manifest().status() == RunStatus.FINISHED,
                    List.of(run.whatWasRun(), run.whatCameOut(), Ending.sentence(run))));
        }
        if (runs.size() == 1) {
            List<Tile> tiles = new ArrayList<>(runs.get(0).results());
            RunWork work = runs.get(0).manifest().work();
            tiles.add(new Tile(
                    "Wall-clock time",
                    Words.duration(work.wallSeconds()),
                    runs.get(0).manifest().environment().engine() + " engine"));
            blocks.add(new Block.Tiles(tiles));
        }
        return blocks;
    }

    private List<Block> sideBySide() {
        Map<String, List<String>> results = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            List<Tile> tiles = new ArrayList<>(runs.get(i).results());
            tiles.addAll(throughput(runs.get(i)));
            for (Tile tile : tiles) {
                results.computeIfAbsent(
                                tile.name(), name -> new ArrayList<>(Collections.nCopies(runs.size(), "\u2013")))
                        .set(i, tile.value());
            }
        }
        List<List<String>> rows = new ArrayList<>();
        results.forEach((name, values) -> rows.add(row(name, values)));
        List<List<String>> differences =
                ScenarioDifferences.rows(runs.stream().map(run -> scenario(run)).toList());
        return List.of(
                new Block.Table(row("Result", labels), rows),
                differences.isEmpty()
                        ? new Block.Text("Their scenarios are the same in every key.")
                        : new Block.Table(row("What differs in the scenarios", labels), differences));
    }

    private static List<String> row(String name, List<String> values) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(values);
        return row;
    }

    private List<Block> flow(FigureGroups figures) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            String of = runs.size() == 1 ? "" : labels.get(i) + ": ";
            List<Tile> tiles = runs.get(i).flow();
            if (!tiles.isEmpty() && runs.size() == 1) {
                blocks.add(new Block.Text(
                        "Theory says that the weights follow the gradient flow of the loss, which nothing in"
                                + " the network computes. The flow and the weights start at the same point; distances are between"
                                + " log-weights."));
                blocks.add(new Block.Tiles(tiles));
            }
            runs.get(i).flowNotes().forEach(note -> blocks.add(new Block.Text(of + note)));
        }
        boolean areCompared = runs.stream().anyMatch(run -> !run.flow().isEmpty());
        if (areCompared) {
            blocks.addAll(figures.of(ReportedCycles.OF_FLOW));
        }
        return blocks;
    }

    private static List<Tile> throughput(ReportedRun run) {
        RunWork work = run.manifest().work();
        double seconds = work.wallSeconds();
        List<Tile> tiles = new ArrayList<>();
        tiles.add(new Tile(
                "Wall-clock time",
                Words.duration(seconds),
                run.manifest().environment().engine() + " engine"));
        if (seconds > 0) {
            tiles.add(rate("Synaptic events", work.synapticEvents(), seconds));
            tiles.add(rate("Spikes", work.spikes(), seconds));
            if (work.messages() > 0) {
                tiles.add(rate("Messages", work.messages(), seconds));
            }
        }
        tiles.addAll(run.costs());
        return tiles;
    }

    private static Tile rate(String what, long count, double seconds) {
        return new Tile(what + " per second", Words.large(count / seconds), Words.large((double) count) + " in all");
    }

    private List<Block> throughput() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            if (runs.size() > 1) {
                blocks.add(new Block.Text(labels.get(i)));
            }
            blocks.add(new Block.Tiles(throughput(runs.get(i))));
        }
        return blocks;
    }

    private List<Block> provenance() {
        if (runs.size() == 1) {
            return List.of(new Block.Facts(Provenance.of(runs.get(0))));
        }
        Map<String, List<String>> facts = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            for (Fact fact : Provenance.of(runs.get(i))) {
                facts.computeIfAbsent(
                                fact.name(),
                                name -> new ArrayList<>(java.util.Collections.nCopies(runs.size(), "\u2013")))
                        .set(i, fact.value());
            }
        }
        List<List<String>> rows = new ArrayList<>();
        facts.forEach((name, values) -> rows.add(row(name, values)));
        return List.of(new Block.Table(row("Fact", labels), rows));
    }

    private List<Block> repeat() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Text("Save the resolved scenario below as scenario.yaml, beside the data that it names. One"
                        + " scenario and one seed give the same bits on either engine, any number of threads and any machine: the run"
                        + " must end with the same digest."));
        for (int i = 0; i < runs.size(); i++) {
            ReportedRun run = runs.get(i);
            String of = runs.size() == 1 ? "" : ": " + labels.get(i);
            String expected = run.manifest()
                    .digest()
                    .map(digest -> "\n# digest: " + digest)
                    .orElse("");
            blocks.add(new Block.Code(
                    "Commands" + of,
                    "dopaflow run scenario.yaml --seed " + run.manifest().seed() + " --engine "
                            + run.manifest().environment().engine() + " --out repeated"
                            + (run instanceof ReportedPhases ? "" : "\ndopaflow verify repeated") + expected,
                    false));
            blocks.add(new Block.Code("The resolved scenario" + of, scenario(run), true));
        }
        return blocks;
    }

    private static String scenario(ReportedRun run) {
        Path file = run.directory().scenarioFile();
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw FileException.reading(file, "cannot be read, not found", e);
        }
    }

    private List<Block> cite() {
        List<Block> blocks = new ArrayList<>();
        for (ReportedRun run : runs) {
            RunManifest manifest = run.manifest();
            blocks.add(new Block.Citation(
                    "Dopaflow " + manifest.dopaflow() + ", run of the scenario " + manifest.name() + " with seed "
                            + manifest.seed()
                            + manifest.digest()
                                    .map(digest -> ", digest " + digest)
                                    .orElse("") + ".",
                    Optional.empty()));
        }
        if (runs.stream().anyMatch(run -> run instanceof ReportedCycles)) {
            blocks.add(new Block.Citation(FIRST_PAPER, Optional.of("https://arxiv.org/abs/2309.05102")));
            blocks.add(new Block.Citation(SECOND_PAPER, Optional.of("https://arxiv.org/abs/2301.11777")));
        }
        return blocks;
    }
}
