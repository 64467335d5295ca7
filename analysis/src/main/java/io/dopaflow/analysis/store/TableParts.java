package io.dopaflow.analysis.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One table on its way to the disk: the rows of the open part, the parts written so far, at the end the single file.
 *
 * <p>The last part is open: each flush writes it anew with the rows that have come since, over the former one. It is left
 * behind when it has become large. So there is never more than a flush interval to lose, and yet a slow run of many hours
 * has few parts. Each part is sorted. A table of one part needs no merging, and parts that follow one another are joined
 * without sorting. Parts that are there already are those of a run that is resumed: they belong to the table and are
 * written no more.
 */
public final class TableParts {
    /** A part of this many rows is written no more. */
    private static final int FULL_PART = 131_072;

    /** Parts are read once: what compresses fast is best. */
    private static final String PART_COMPRESSION = "snappy";

    static final String COMPRESSION = "zstd";
    private static final Pattern NAME = Pattern.compile("part-(\\d+)\\.parquet");

    private final Table table;
    private final DuckDb database;
    private final Path folder;
    private final Path target;
    private final Consumer<Batch> giveBack;
    private final int[] key;
    private final List<Path> closedParts;

    /** Rows of the open part. Two that stand side by side have more rows than one of them could hold. */
    private final List<Batch> gathered = new ArrayList<>();

    private final String relation;
    private long[] lastKey = {};
    private int count;
    private int flushed;

    /** Whether the rows of the open part, and whether all rows came in the order of the file. */
    private boolean isPartSorted = true;

    private boolean isSorted;
    private int nextPart;

    /**
     * A table that is written.
     *
     * @param folder of its parts; made if it is not there
     * @param target the file in the end
     * @param giveBack takes batches that are needed no more
     */
    TableParts(Table table, Path folder, Path target, DuckDb database, Consumer<Batch> giveBack)
            throws IOException, SQLException {
        this.table = table;
        this.database = database;
        this.folder = folder;
        this.target = target;
        this.giveBack = giveBack;
        this.key = table.key();
        Files.createDirectories(folder);
        closedParts = new ArrayList<>(in(folder));
        nextPart = closedParts.stream().mapToInt(TableParts::number).max().orElse(-1) + 1;
        relation = BatchScan.register(table, gathered, database.connection());
        isSorted = closedParts.isEmpty();
    }

    /** The parts in a folder, in order; none if there is no such folder. */
    public static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            return Folders.children(folder).stream()
                    .filter(part -> NAME.matcher(part.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileException.reading(folder, "cannot be read", e);
        }
    }

    /** The part of that number, from 0; there may be gaps. */
    public static Path part(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "part-%05d.parquet", number));
    }

    private static int number(Path part) {
        return Integer.parseInt(NAME.matcher(part.getFileName().toString()).replaceFirst("$1"));
    }

    /** Takes a batch; its rows may be lost until {@link #flush}. */
    void append(Batch batch) {
        if (batch.count() == 0) {
            giveBack.accept(batch);
            return;
        }
        lookAtOrder(batch);
        count += batch.count();
        if (!gathered.isEmpty() && gathered.get(gathered.size() - 1).addAll(batch)) {
            giveBack.accept(batch);
        } else {
            gathered.add(batch);
        }
        if (count >= FULL_PART) {
            flush();
        }
    }

    /**
     * What comes in order need not be sorted. Engines that compute cycle by cycle hand over most tables in order, actors do
     * not.
     */
    private void lookAtOrder(Batch batch) {
        boolean follows = Arrays.compare(lastKey, batch.key(key, 0)) <= 0;
        isPartSorted = isPartSorted && (count == 0 || follows) && batch.isSorted(key);
        isSorted = isSorted && follows && isPartSorted;
        lastKey = batch.key(key, batch.count() - 1);
    }

    /** Writes the open part anew if there are new rows. */
    void flush() {
        if (count == flushed) {
            return;
        }
        Path part = part(folder, nextPart);
        database.copy(gatheredRows(), part, PART_COMPRESSION);
        flushed = count;
        if (count >= FULL_PART) {
            closedParts.add(part);
            nextPart++;
            gathered.forEach(giveBack);
            gathered.clear();
            count = 0;
            flushed = 0;
            isPartSorted = true;
        }
    }

    private String gatheredRows() {
        return table.sorted(table.selectStatement(relation), isPartSorted);
    }

    /** Brings all rows into one sorted file, then removes the parts. */
    void merge() {
        if (flushed < count && !closedParts.isEmpty()) {
            flush();
        }
        List<Path> parts = new ArrayList<>(closedParts);
        if (flushed > 0) {
            parts.add(part(folder, nextPart));
        }
        if (parts.isEmpty()) {
            database.copy(gatheredRows(), target, COMPRESSION);
        } else if (parts.size() == 1
                && folder.resolveSibling(target.getFileName()).equals(target)) {
            AtomicFile.move(parts.get(0), target);
        } else {
            database.copy(table.sorted("SELECT * FROM " + DuckDb.parquet(parts), isSorted), target, COMPRESSION);
        }
        Folders.remove(folder);
    }
}
