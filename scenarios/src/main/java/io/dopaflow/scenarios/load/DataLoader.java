package io.dopaflow.scenarios.load;

import io.dopaflow.analysis.run.KeptData;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Target;
import io.dopaflow.scenarios.format.Folder;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.DataSource;
import io.dopaflow.scenarios.schema.TaskSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the samples of a task: from a shipped data set, from a CSV file, or from the scenario itself. */
record DataLoader(TaskSettings task, Folder folder, Opener opener, Report report) {

    /** Opens a file that is there. */
    @FunctionalInterface
    interface Opener {
        /** Its bytes, to be closed. */
        InputStream open(Path path) throws IOException;
    }

    /**
     * The data set, with its distractors, files being relative to the folder; nothing if anything was reported.
     *
     * @param seed of the scenario
     */
    static Optional<DataSet> load(TaskSettings task, Folder folder, Opener opener, long seed, Report report) {
        DataLoader loader = new DataLoader(task, folder, opener, report);
        if (task.data() instanceof DataSource.Surroundings own) {
            // The names of its inputs and outputs are the same for each seed and discount.
            return Optional.of(own.environment().states(new RandomStreams(0), 1));
        }
        Optional<DataSet> read = task.data() instanceof DataSource.RunData kept
                ? folder.find("task.data", kept.path(), report).flatMap(loader::kept)
                : loader.table().flatMap(loader::encoded);
        return read.map(data -> data.distracted(task.distractors(), new RandomStreams(seed)));
    }

    private Optional<DataSet> kept(Path file) {
        try {
            DataSet data = folder.files().onDisk(file, KeptData::read);
            if (data.target() instanceof Target.Values == task.isRegression()) {
                return Optional.of(data);
            }
            String kind = task.isRegression() ? "classification" : "regression";
            report.wrong("task.kind", "a kind other than that of the run that kept the data", kind);
        } catch (FileException e) {
            report.wrong("task.data", String.valueOf(e.getMessage()), "the data.parquet of a run");
        } catch (IOException e) {
            throw ScenarioLoader.unreadable(file, e);
        }
        return Optional.empty();
    }

    private Optional<Table> table() {
        DataSource source = task.data();
        if (source instanceof DataSource.BuiltIn builtIn) {
            return shipped(builtIn.name().toLowerCase(Locale.ROOT));
        }
        return source instanceof DataSource.CsvFile file
                ? folder.find("task.data", file.path(), report).flatMap(path -> file(file, path))
                : inline((DataSource.Inline) source);
    }

    private Optional<Table> shipped(String name) {
        String file = name + ".csv";
        try (InputStream stream = Objects.requireNonNull(
                        DataLoader.class.getResourceAsStream("/data/" + file), "the data set " + name + " is shipped");
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return CsvFile.read(reader, new DataSource.CsvFile(Path.of(file)), file, name, report);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the shipped data set " + name + " failed", e);
        }
    }

    private Optional<Table> file(DataSource.CsvFile settings, Path path) {
        if (!folder.files().isFile(path)) {
            report.wrong("task.data", path + ", which is not a file", "the path of a readable CSV file");
            return Optional.empty();
        }
        String fileName = Objects.requireNonNull(path.getFileName()).toString();
        String name = fileName.replaceFirst("(?<=.)\\.[^.]*$", "");
        // A decoder, as a character set alone would replace what is not UTF-8.
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(opener.open(path), StandardCharsets.UTF_8.newDecoder()))) {
            return CsvFile.read(reader, settings, shown(path), name, report);
        } catch (CharacterCodingException e) {
            report.wrong("task.data", path + ", which is not UTF-8", "a CSV file in UTF-8");
        } catch (IOException e) {
            throw ScenarioLoader.unreadable(path, e);
        }
        return Optional.empty();
    }

    /** Relative where that is shorter: as the user most likely knows the file. */
    private static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    private Optional<Table> inline(DataSource.Inline inline) {
        List<String> columns = new ArrayList<>(inline.features());
        columns.add(inline.target());
        boolean right = true;
        for (int row = 0; row < inline.rows().size(); row++) {
            int size = inline.rows().get(row).size();
            if (size != columns.size()) {
                report.wrong(
                        "task.inline.rows." + row, size + " cells", columns.size() + " cells: features and target");
                right = false;
            }
        }
        Table table = new Table(
                "inline",
                columns.stream().map(CellText::visible).toList(),
                inline.rows().stream()
                        .map(row -> row.stream().map(CellText::stripped).toList())
                        .toList(),
                (row, column, found, allowed) -> report.wrong(inlinePath(row, column, inline), found, allowed));
        return right ? Optional.of(table) : Optional.empty();
    }

    private static String inlinePath(int row, int column, DataSource.Inline inline) {
        if (row != Table.HEADER) {
            return "task.inline.rows." + row + "." + column;
        }
        return column == inline.features().size() ? "task.inline.target" : "task.inline.features." + column;
    }

    private Optional<DataSet> encoded(Table table) {
        Columns columns = new Columns(table.columns(), "column of the data", report);
        Set<Integer> left = new HashSet<>();
        boolean known = true;
        for (int i = 0; i < task.leaveOut().size(); i++) {
            OptionalInt column = columns.find(task.leaveOut().get(i), "task.leave_out." + i);
            column.ifPresent(left::add);
            known = known && column.isPresent();
        }
        OptionalInt target = task.target().isPresent()
                ? columns.find(task.target().get(), "task.target")
                : IntStream.range(0, table.columns().size())
                        .filter(column -> !left.contains(column))
                        .reduce((first, second) -> second);
        return known && target.isPresent() ? encoded(table, left, target.getAsInt()) : Optional.empty();
    }

    private Optional<DataSet> encoded(Table table, Set<Integer> left, int target) {
        List<Integer> features = IntStream.range(0, table.columns().size())
                .filter(column -> column != target && !left.contains(column))
                .boxed()
                .toList();
        if (features.isEmpty() || left.contains(target)) {
            report.wrong(
                    "task.leave_out",
                    left.contains(target) ? table.columns().get(target) + ", the target" : "every feature",
                    "columns other than the target, and at least one feature left");
            return Optional.empty();
        }
        return areNamed(table, left)
                ? TableEncoder.encode(table, features, target, task.kind(), report)
                : Optional.empty();
    }

    /** Whether each column that is used has a name of its own. */
    private static boolean areNamed(Table table, Set<Integer> left) {
        boolean right = true;
        Set<String> seen = new HashSet<>();
        for (int column = 0; column < table.columns().size(); column++) {
            String name = table.columns().get(column);
            if (!left.contains(column) && (name.isEmpty() || !seen.add(name))) {
                table.cells()
                        .wrong(
                                Table.HEADER,
                                column,
                                name.isEmpty() ? "a column without a name" : "a second " + name,
                                "a unique name for each feature and the target, or task.leave_out: [" + column + "]");
                right = false;
            }
        }
        return right;
    }
}
