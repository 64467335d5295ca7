package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/**
 * What the pages and the notebook say to Python. Debian has no reader of Parquet for it, so that these tests are left out where
 * there is none, also in {@code .ci/run}, and say so. The environment variable DOPAFLOW_PYTHON names another Python than the one
 * in the search path.
 */
@DisabledOnOs(OS.WINDOWS)
class NotebookTest {
    private static final Path NOTEBOOK = Path.of("../analysis/notebooks/gradient-flow.ipynb");
    private static final Path PAGE = Path.of("../analysis/README.md");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pandas", "duckdb", "polars"})
    void threeLines_loadARun(String library) throws Exception {
        String page = Files.readString(PAGE);
        var snippet = Pattern.compile("(?s)```python\n(import " + library + "[^`]*)```")
                .matcher(page.substring(page.indexOf("## In a notebook")));
        assertThat(snippet.find()).isTrue();
        assertThat(snippet.group(1).lines()).hasSize(3);
        requireModules(library.equals("pandas") ? "pandas, pyarrow" : library);
        Path run = folder.resolve("runs/iris");
        Cli cli = Cli.execute(
                "run",
                "iris",
                "--set",
                "learning.epochs=null",
                "--set",
                "learning.opportunities=3",
                "--record",
                "full",
                "--out",
                Files.createDirectories(run));
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        AtomicLong spikes = new AtomicLong();
        try (RunReader reader = RunReader.open(run)) {
            reader.spikes(SpikeQuery.everything(), spike -> spikes.incrementAndGet());
        }
        assertThat(python(snippet.group(1) + "print(int(counts.sum()))\n").strip())
                .isEqualTo(spikes.toString());
    }

    @Test
    void notebook_goesFromARunToTheFigure() throws Exception {
        requireModules("pandas, pyarrow, matplotlib");
        StringBuilder code = new StringBuilder("import matplotlib\nmatplotlib.use('Agg')\n");
        for (JsonNode cell : new ObjectMapper().readTree(NOTEBOOK.toFile()).path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                cell.path("source").forEach(line -> code.append(line.asText()));
                code.append('\n');
            }
        }
        assertThat(python(code.toString())).matches("distance to the gradient flow: \\d+\\.\\d % of its way\\s+");
        assertThat(folder.resolve("runs/gradient-flow/gradient-flow.png")).isNotEmptyFile();
    }

    /** The same as Jupyter runs it. */
    @Test
    void notebook_runsInJupyter() throws Exception {
        requireModules("pandas, pyarrow, matplotlib, nbclient, ipykernel");
        String told = python("import nbformat, nbclient\nnotebook = nbformat.read('"
                + NOTEBOOK.toAbsolutePath().normalize() + "', 4)\nnbformat.validate(notebook)\n"
                + "nbclient.NotebookClient(notebook, timeout=300).execute()\n"
                + "print([o['text'] for c in notebook.cells for o in c.get('outputs', []) if 'text' in o])\n");
        assertThat(told).contains("distance to the gradient flow: ");
    }

    /** So that it does not change whenever somebody runs it. */
    @Test
    void notebook_isKeptWithoutOutputs() throws IOException {
        for (JsonNode cell : new ObjectMapper().readTree(NOTEBOOK.toFile()).path("cells")) {
            assertThat(cell.path("outputs")).isEmpty();
            assertThat(cell.path("execution_count").isNumber()).isFalse();
        }
    }

    private void requireModules(String modules) throws Exception {
        if (run(List.of(interpreter(), "-c", "import " + modules)).exitCode() != 0) {
            String message = "LEFT OUT: Python in notebooks: " + interpreter() + " has not all of " + modules
                    + "; install them, or name another Python in DOPAFLOW_PYTHON";
            System.out.println(message);
            throw new TestAbortedException(message);
        }
    }

    private static String interpreter() {
        return System.getenv().getOrDefault("DOPAFLOW_PYTHON", "python3");
    }

    private String python(String code) throws Exception {
        Path launcher = folder.resolve("dopaflow");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:+UseSerialGC -cp '" + System.getProperty("java.class.path") + "' "
                        + Dopaflow.class.getName() + " \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Path script = Files.writeString(folder.resolve("script.py"), code);
        Cli cli = run(List.of(interpreter(), script.toString()));
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        return cli.out();
    }

    private Cli run(List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("python.out");
        Path err = folder.resolve("python.err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("DOPAFLOW", folder.resolve("dopaflow").toString());
        try {
            int exitCode = builder.start().waitFor();
            return new Cli(exitCode, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
        } catch (IOException e) {
            return new Cli(127, "", String.valueOf(e.getMessage()));
        }
    }
}
