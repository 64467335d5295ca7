package io.dopaflow.analysis.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Brings tables back to an earlier moment, as parts that a {@link TableStore} adds to. Each step leaves files that hold all
 * rows to be kept, and does nothing where it was done before: so all can be repeated after a crash.
 */
public final class Rewind {
    private static final String MEMORY_LIMIT = "256MB";

    private Rewind() {}

    /**
     * Keeps the rows for which a table's condition in SQL holds; where there is none, all.
     *
     * @param directory of all tables
     * @throws StorageException if it cannot be written
     */
    public static void tables(Path directory, List<Table> tables, Map<Table, String> kept) {
        try (DuckDb database = new DuckDb(MEMORY_LIMIT, 1, directory.resolve(TableStore.SPILL_FOLDER))) {
            for (Table table : tables) {
                rewind(table.file(directory), table.parts(directory), kept.getOrDefault(table, "true"), database);
            }
        } catch (SQLException | IOException e) {
            throw new StorageException(directory, "cannot be brought back to the checkpoint", e);
        }
    }

    private static void rewind(Path whole, Path folder, String condition, DuckDb database)
            throws IOException, SQLException {
        Files.createDirectories(folder);
        Files.deleteIfExists(AtomicFile.temporary(whole));
        if (Files.exists(whole)) {
            // What it was merged from may still be there; it counts for nothing beside the whole.
            for (Path part : TableParts.in(folder)) {
                Files.delete(part);
            }
            AtomicFile.move(whole, TableParts.part(folder, 0));
        }
        for (Path part : TableParts.in(folder)) {
            String rows = DuckDb.parquet(List.of(part));
            if (!isWhole(rows, condition, database)) {
                // Rows stay in their order, as there is one thread.
                database.copy("SELECT * FROM " + rows + " WHERE " + condition, part, TableParts.COMPRESSION);
            }
        }
    }

    private static boolean isWhole(String rows, String condition, DuckDb database) throws SQLException {
        long[] dropped = {0};
        database.query(
                "SELECT count(*) FROM " + rows + " WHERE NOT (" + condition + ")",
                List.of(),
                row -> dropped[0] = row.getLong(1));
        return dropped[0] == 0;
    }
}
