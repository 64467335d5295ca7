package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.DuckDb;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.TableParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the rows of a table of a run are: in its single file; of a run that goes on or was killed, in the parts that it has
 * written; else nowhere.
 *
 * @param directory of the run
 * @param table that is meant
 */
public record TableFiles(Path directory, Table table) {

    /** The tables that runs of any family may have; two families may have tables of one name. */
    public static List<Table> known() {
        return FamilyTables.BY_FAMILY.values().stream().flatMap(List::stream).toList();
    }

    /** The files that hold its rows now; none if there are no rows. */
    public List<Path> paths() {
        Path file = table.file(directory);
        return Files.exists(file) ? List.of(file) : TableParts.in(table.parts(directory));
    }

    /** What to name when its rows cannot be read: its file, or the folder of its parts. */
    Path place() {
        Path file = table.file(directory);
        Path folder = table.parts(directory);
        return !Files.exists(file) && Files.isDirectory(folder) ? folder : file;
    }

    /** Its rows as an SQL query over the files; without any, a query of the right columns and no rows. */
    public String query() {
        List<Path> files = paths();
        return files.isEmpty() ? table.emptyStatement() : "SELECT * FROM " + DuckDb.parquet(files);
    }
}
