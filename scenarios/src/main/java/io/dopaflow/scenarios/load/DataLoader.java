package io.dopaflow.scenarios.load;

import io.dopaflow.models.task.DataSet;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.schema.DataSource;
import io.dopaflow.scenarios.schema.TaskSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Reads the samples of a task: from a shipped data set, from a CSV file, or from the scenario itself. */
final class DataLoader {

    private static final int SHOWN_COLUMNS = 20;

    private final TaskSettings task;
    private final Report report;

    private DataLoader(TaskSettings task, Report report) {
        this.task = task;
        this.report = report;
    }

    /** The data set; nothing if anything was reported. */
    static Optional<DataSet> load(TaskSettings task, Report report) {
        DataLoader loader = new DataLoader(task, report);
        return loader.table()
                .flatMap(table -> loader.targetOf(table)
                        .flatMap(target -> TableEncoder.encode(table, target, task.kind(), report)));
    }

    private Optional<Table> table() {
        DataSource source = task.data();
        if (source instanceof DataSource.BuiltIn builtIn) {
            return shipped(builtIn.name().toLowerCase(Locale.ROOT));
        }
        return source instanceof DataSource.CsvFile file ? file(file.path()) : inline((DataSource.Inline) source);
    }

    private Optional<Table> shipped(String name) {
        String file = name + ".csv";
        try (InputStream stream = Objects.requireNonNull(
                        DataLoader.class.getResourceAsStream("/data/" + file), "the data set " + name + " is shipped");
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return CsvFile.read(reader, file, name, report.problems());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the shipped data set " + name + " failed", e);
        }
    }

    private Optional<Table> file(Path path) {
        if (!Files.isRegularFile(path)) {
            report.wrong("task.data", path + ", which is no file", "the path of a readable CSV file");
            return Optional.empty();
        }
        String fileName = Objects.requireNonNull(path.getFileName()).toString();
        String name = fileName.replaceFirst("(?<=.)\\.[^.]*$", "");
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            return CsvFile.read(reader, shown(path), name, report.problems());
        } catch (CharacterCodingException e) {
            report.wrong("task.data", path + ", which is not UTF-8", "a CSV file in UTF-8");
        } catch (IOException e) {
            report.wrong("task.data", path + ", which cannot be read", "the path of a readable CSV file");
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
        for (int i = 0; i < columns.size(); i++) {
            if (columns.indexOf(columns.get(i)) < i) {
                boolean isTarget = i == columns.size() - 1;
                report.wrong(
                        isTarget ? "task.inline.target" : "task.inline.features." + i,
                        "a second " + columns.get(i),
                        "a name of its own for each feature and the target");
                right = false;
            }
        }
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
                columns,
                inline.rows(),
                (row, column, found, allowed) ->
                        report.wrong("task.inline.rows." + row + "." + column, found, allowed));
        return right ? Optional.of(table) : Optional.empty();
    }

    private Optional<Integer> targetOf(Table table) {
        if (task.target().isEmpty()) {
            return Optional.of(table.columns().size() - 1);
        }
        String name = task.target().get();
        int target = table.columns().indexOf(name);
        if (target < 0) {
            List<String> shown = table.columns().stream().limit(SHOWN_COLUMNS).toList();
            String meant = Nearest.to(name, table.columns())
                    .map(column -> " (did you mean " + column + "?)")
                    .orElse("");
            String more = shown.size() < table.columns().size() ? ", ..." : "";
            report.wrong("task.target", name, "a column of the data: " + String.join(", ", shown) + more + meant);
            return Optional.empty();
        }
        return Optional.of(target);
    }
}
