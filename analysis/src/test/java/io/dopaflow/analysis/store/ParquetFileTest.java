package io.dopaflow.analysis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of results is there whole, or not at all. */
class ParquetFileTest {
    private static final List<ResultColumn<Integer>> COLUMNS = List.of(
            ResultColumn.bigint("number", row -> row),
            ResultColumn.real("half", row -> 0.5 * row),
            ResultColumn.text("word", row -> "row " + row));

    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    private final String usual = System.getProperty(TEMPORARY);

    @BeforeEach
    void useAnEmptyFolderForTemporaryFiles() {
        System.setProperty(TEMPORARY, temporary.toString());
    }

    @AfterEach
    void nothingTemporaryIsLeft() {
        System.setProperty(TEMPORARY, usual);
        assertThat(temporary).isEmptyDirectory();
    }

    private static List<Long> numbers(Path file) {
        List<Long> numbers = new ArrayList<>();
        ParquetRows.read(file, List.of("number"), row -> numbers.add(row.whole("number")));
        return numbers;
    }

    /** None, a few, whole batches, exactly a part, and more than one part. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 131_072, 300_000})
    void committedFile_holdsItsRowsInTheirOrder(int rows) throws IOException {
        Path file = folder.resolve("results.parquet");
        List<Integer> results =
                IntStream.range(0, rows).mapToObj(row -> rows - row).toList();
        ParquetFile.write(file, COLUMNS, results);
        assertThat(numbers(file))
                .isEqualTo(results.stream().map(Integer::longValue).toList());
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(Files.list(folder)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 200_000})
    void rowThatFails_leavesNoFileAndNothingElse(int failing) throws IOException {
        Path file = folder.resolve("results.parquet");
        List<Integer> results = IntStream.rangeClosed(0, failing).boxed().toList();
        ResultColumn<Integer> broken = ResultColumn.real("broken", row -> {
            if (row == failing) {
                throw new IllegalStateException("this row cannot be computed");
            }
            return row;
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> ParquetFile.write(file, List.of(COLUMNS.get(0), broken), results));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void rowThatFails_leavesTheEarlierFile() throws IOException {
        Path file = folder.resolve("results.parquet");
        ParquetFile.write(file, COLUMNS, List.of(1, 2));
        try (ParquetFile replacement = new ParquetFile(file, Column.list("number BIGINT"))) {
            replacement.add(3);
        }
        assertThat(numbers(file)).containsExactly(1L, 2L);
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void placeThatCannotBeWritten_isAStorageFailure() throws IOException {
        Path file = folder.resolve("nowhere").resolve("results.parquet");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> ParquetFile.write(file, COLUMNS, List.of(1)))
                .withMessage(file + ": cannot be written: No such file or directory");
    }

    @Test
    void whatIsNoParquetFile_isWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("results.parquet"), "something else that is long enough");
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> numbers(file))
                .withMessage(file + ": damaged, or not written by this version of Dopaflow");
        ParquetFile.write(file, List.of(COLUMNS.get(1)), List.of(1));
        assertThatExceptionOfType(WrongFileException.class).isThrownBy(() -> numbers(file));
    }

    /** To DuckDB it means the home directory, to Java a folder of that name. */
    @Test
    void pathThatBeginsWithATilde_meansTheSameToJavaAndDuckDb() throws IOException {
        Path tilde = Path.of("~");
        Files.createDirectories(tilde);
        try {
            Path file = tilde.resolve("dopaflow-test-results.parquet");
            ParquetFile.write(file, COLUMNS, List.of(7));
            assertThat(file).exists();
            assertThat(Path.of(System.getProperty("user.home")).resolve(file.getFileName()))
                    .doesNotExist();
            assertThat(numbers(file)).containsExactly(7L);
            Files.delete(file);
            try (DuckDb database = new DuckDb("64MB", 1, tilde.resolve("spill"))) {
                database.execute("SELECT 1");
                try (var statement = database.connection().createStatement();
                        var row = statement.executeQuery("SELECT current_setting('temp_directory')")) {
                    row.next();
                    assertThat(row.getString(1))
                            .isEqualTo(tilde.resolve("spill").toAbsolutePath().toString());
                }
            } catch (java.sql.SQLException e) {
                throw new AssertionError(e);
            }
        } finally {
            Files.delete(tilde);
        }
    }
}
