package io.dopaflow.analysis.query;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.TableFiles;
import io.dopaflow.analysis.store.Column;
import io.dopaflow.analysis.store.DuckDb;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.WrongFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Queries of the views over runs. A query reads the views and nothing else: no files, no settings, no other database, and it
 * writes nothing. Memory is bounded; what does not fit goes to a temporary folder.
 */
public final class RunQuery implements AutoCloseable {
    private static final String MEMORY = "256MB";
    private static final int THREADS = 2;
    private static final Pattern ERROR = Pattern.compile("(?s)(?:.*?Error: )+(.*?)\\s*(?:\\R\\s*LINE \\d+:.*)?");

    private final DuckDb database = new DuckDb(MEMORY, THREADS);
    private final ReadOnly readOnly =
            new ReadOnly(View.all().stream().map(View::name).collect(Collectors.toSet()));

    private RunQuery() {}

    /**
     * Opens the views over runs, as they are now; a run may still go on.
     *
     * @param runs directories, at least one; where two have the same name, {@code run} is the path as given
     * @throws FileException if one is no run, or a table of it is damaged
     */
    public static RunQuery open(List<Path> runs) {
        RunQuery query = new RunQuery();
        boolean opened = false;
        try {
            query.view(runs);
            opened = true;
            return query;
        } finally {
            if (!opened) {
                query.close();
            }
        }
    }

    private void view(List<Path> runs) {
        List<RunDirectory> directories = runs.stream().map(RunDirectory::of).toList();
        List<String> names = names(runs);
        List<Path> readable = new ArrayList<>();
        List<RunManifest> manifests =
                directories.stream().map(RunDirectory::manifest).toList();
        for (View view : View.all()) {
            List<String> parts = new ArrayList<>();
            for (Table table : TableFiles.known()) {
                // Without any rows, but with the types of the columns.
                part(view, "NULL::VARCHAR", table, table.emptyStatement()).ifPresent(parts::add);
            }
            for (int i = 0; i < runs.size(); i++) {
                String run = DuckDb.quoted(names.get(i));
                if (view.name().equals("runs")) {
                    parts.add(RunRow.select(run, manifests.get(i)));
                }
                for (TableFiles files : directories.get(i).tables()) {
                    readable.addAll(files.paths());
                    part(view, run, files.table(), files.query()).ifPresent(parts::add);
                }
            }
            create(view, parts, runs.get(0));
        }
        close(readable);
    }

    private static Optional<String> part(View view, String run, Table table, String query) {
        if (!table.name().equals(view.name())) {
            return Optional.empty();
        }
        List<String> columns = table.columns().stream().map(Column::name).toList();
        return Optional.of(view.select(run, columns, query));
    }

    private static List<String> names(List<Path> runs) {
        Set<Path> seen = new HashSet<>();
        boolean areUnique = runs.stream()
                .allMatch(run -> seen.add(run.toAbsolutePath().normalize().getFileName()));
        return runs.stream()
                .map(run -> areUnique
                        ? String.valueOf(run.toAbsolutePath().normalize().getFileName())
                        : run.toString())
                .toList();
    }

    /** The documented columns, from parts that each may lack some: those are null in its rows. */
    private void create(View view, List<String> parts, Path first) {
        String columns = view.columnNames().stream().map(DuckDb::identifier).collect(Collectors.joining(", "));
        String statement = "CREATE VIEW " + view.name() + " AS SELECT " + columns + " FROM ("
                + String.join(" UNION ALL BY NAME ", parts) + ")";
        try {
            database.execute(statement);
        } catch (SQLException e) {
            throw new WrongFileException(first, "its table " + view.name() + " cannot be read: " + message(e), e);
        }
    }

    /** From now on the database opens no file but these, and no statement changes that. */
    private void close(List<Path> readable) {
        String paths = readable.stream()
                .map(file -> DuckDb.quoted(file.toAbsolutePath().toString()))
                .collect(Collectors.joining(", ", "[", "]"));
        try {
            database.execute("SET allowed_paths = " + paths);
            database.execute("SET enable_external_access = false");
            database.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot be closed to files", e);
        }
    }

    /**
     * Executes a query and hands over its rows.
     *
     * @param sql one SELECT over the views
     * @throws QueryException if it is wrong, was cancelled, or asks for anything but the views
     */
    public void rows(String sql, DuckDb.ResultHandler handler) {
        required(sql);
        try {
            database.result(sql, handler);
        } catch (SQLException e) {
            throw new QueryException(message(e));
        }
    }

    /**
     * Writes the result of a query as a Parquet file, which appears whole or not at all.
     *
     * @throws QueryException if it is wrong or asks for anything but the views
     * @throws io.dopaflow.analysis.store.StorageException if the file cannot be written
     */
    public void write(String sql, Path target) {
        String query = required(sql);
        try {
            database.copyBySpill(query, target);
        } catch (SQLException e) {
            throw new QueryException(message(e));
        }
    }

    /** Ends the query that another thread is in, if it is in one. */
    public void cancel() {
        database.cancel();
    }

    /** The query without comments and the semicolon at its end. */
    private String required(String sql) {
        readOnly.require(read("SELECT json_serialize_sql(?::VARCHAR)", sql));
        return read("SELECT json_deserialize_sql(json_serialize_sql(?::VARCHAR))", sql);
    }

    private String read(String statement, String sql) {
        List<String> texts = new ArrayList<>();
        try {
            database.query(statement, List.of(sql), row -> texts.add(row.getString(1)));
        } catch (SQLException e) {
            throw new QueryException(message(e));
        }
        return texts.get(0);
    }

    /** What DuckDB says, without the kinds of errors before it and the picture of the line behind it. */
    private static String message(SQLException e) {
        String text = String.valueOf(e.getMessage());
        Matcher matcher = ERROR.matcher(text);
        String words = matcher.matches() ? matcher.group(1) : text;
        return words.toLowerCase(Locale.ROOT).contains("interrupt") ? "the query was cancelled" : words;
    }

    @Override
    public void close() {
        database.close();
    }
}
