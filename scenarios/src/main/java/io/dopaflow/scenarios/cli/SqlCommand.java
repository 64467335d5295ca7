package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.query.QueryException;
import io.dopaflow.analysis.query.RunQuery;
import io.dopaflow.analysis.query.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Queries the tables of runs. */
@CommandLine.Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {"dopaflow sql RUN... \"SELECT ...\" [OPTIONS]", "dopaflow sql --views"},
        description = {
            "Ask anything of runs with SQL.",
            "Answers one SELECT (DuckDB's dialect) over the views runs, spikes, arrivals, rewards,"
                    + " weights, progress, states, neurons, synapses and data.",
            "A query reads the views and nothing else, and changes nothing. Of several runs each row names its run."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow sql --views     # what there is to read, with units",
            "  dopaflow sql runs/brunel \"select count(*) as spikes from spikes\"",
            "  dopaflow sql runs/iris-* \"select run, seed, seconds from runs\"",
            "  dopaflow sql runs/iris \"select cycle, reward from rewards\" --format csv",
            "  dopaflow sql runs/brunel \"from spikes\" --out spikes.parquet"
        })
final class SqlCommand implements Command {
    private static final long ROWS_OF_A_TABLE = 100;

    private final Terminal terminal;

    @Parameters(arity = "0..*", paramLabel = "RUN", description = "Directories of runs, and last the query.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--views", description = "List the views with their columns instead.")
    private boolean views;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            converter = Choice.OfFormat.class,
            completionCandidates = Choice.OfFormat.class,
            description = "table, csv or json, to standard output.")
    private String format = "table";

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            description = "Show at most this many rows; by default 100 in a table, all in other forms.")
    private @Nullable Long limit;

    @Option(names = "--out", paramLabel = "FILE", description = "Write all rows into a .parquet file instead.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace that file if it exists.")
    private boolean force;

    SqlCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (views) {
            return problems;
        }
        if (words.size() < 2) {
            problems.addAll(PathOption.problems("RUN", words));
            problems.add("RUN: found " + (words.isEmpty() ? "nothing" : Text.quoted(words.get(0)) + " alone")
                    + "; allowed: the directories of runs, and then the query in quotation marks");
            return problems;
        }
        problems.addAll(PathOption.problems("RUN", runs()));
        if (problems.isEmpty()) {
            runs().stream()
                    .filter(run -> !Files.isDirectory(Path.of(run)))
                    .map(run -> "RUN: found no directory " + run + "; allowed: the directory of a run")
                    .forEach(problems::add);
        }
        Stream.ofNullable(out)
                .flatMap(file -> NewFile.problems("--out", file, force, List.of(".parquet")).stream())
                .forEach(problems::add);
        return problems;
    }

    private List<String> runs() {
        return words.subList(0, words.size() - 1);
    }

    @Override
    public int execute() {
        if (views) {
            showViews();
            return ExitCode.DONE;
        }
        String sql = words.get(words.size() - 1);
        try (RunQuery query = RunQuery.open(runs().stream().map(Path::of).toList())) {
            if (out == null) {
                query.rows(sql, this::show);
            } else {
                query.write(sql, out);
                terminal.out().println(out);
            }
            return ExitCode.DONE;
        } catch (QueryException e) {
            throw new WrongInputException(
                    List.of("the query: " + Text.oneLine(Objects.requireNonNull(e.getMessage()))));
        }
    }

    private void show(ResultSet result) throws SQLException {
        List<String> columns = new ArrayList<>();
        int count = result.getMetaData().getColumnCount();
        for (int column = 1; column <= count; column++) {
            columns.add(result.getMetaData().getColumnName(column));
        }
        boolean isTable = format.equals("table");
        long most = limit != null ? limit : isTable ? ROWS_OF_A_TABLE : Long.MAX_VALUE;
        RowOutput rows = RowOutput.of(format, terminal, columns);
        long shown = 0;
        boolean isCut = false;
        while (result.next()) {
            if (shown == most) {
                isCut = true;
                break;
            }
            Object[] row = new Object[count];
            for (int column = 0; column < count; column++) {
                row[column] = value(result.getObject(column + 1));
            }
            rows.row(row);
            shown++;
        }
        rows.close();
        if (isCut) {
            terminal.tell("only the first " + Text.count(most, "row")
                    + "; --limit N shows more, --out FILE.parquet keeps all");
        }
    }

    /** For a person a number with all its digits, as tables shorten reals; for a program numbers and words. */
    private Object value(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        boolean isKept = !format.equals("table") && (cell instanceof Number || cell instanceof Boolean);
        return isKept ? cell : cell.toString();
    }

    private void showViews() {
        TextTable<String[]> table = new TextTable<String[]>()
                .column("view", row -> row[0])
                .column("column", row -> row[1])
                .column("meaning", row -> row[2]);
        List<String[]> rows = new ArrayList<>();
        for (View view : View.all()) {
            String of = view.of().equals(View.ALL) ? "" : " (" + view.of() + ")";
            rows.add(new String[] {view.name(), "", view.meaning() + of});
            view.columns().forEach(field -> rows.add(new String[] {"", field.name(), field.meaning()}));
        }
        table.print(rows, terminal);
    }
}
