package io.dopaflow.scenarios.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.dopaflow.analysis.run.InputFile;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.scenarios.converge.Study;
import io.dopaflow.scenarios.converge.StudyRequest;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.ScenarioBundle;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.sweep.Seeds;
import io.dopaflow.scenarios.sweep.SweepPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * All that a node needs to compute a sweep, a study or a network. As bytes it is a ZIP archive: first what is asked for, as JSON, then the
 * files that loading the scenarios reads.
 *
 * @param asked what a node is asked for
 * @param digest of what it is to have when it has loaded the scenarios
 * @param scenarios with their files
 */
public record Definition(Asked asked, String digest, ScenarioBundle scenarios) {
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    /** The first entry of the archive. The others follow it in the order of the paths. */
    private record Head(Asked asked, String digest, Map<String, ScenarioBundle.Text> scenarios, List<String> files) {}

    /**
     * Of a sweep.
     *
     * @param scenarios that it was loaded from
     */
    public static Definition of(
            SweepPlan plan,
            ScenarioBundle scenarios,
            String scenario,
            List<String> assignments,
            Seeds seeds,
            EngineChoice engine) {
        return new Definition(new Asked.Sweep(scenario, assignments, seeds.values(), engine), plan.digest(), scenarios);
    }

    /**
     * Of a study.
     *
     * @param scenarios that it was loaded from
     */
    public static Definition of(Study<?> study, ScenarioBundle scenarios, StudyRequest request, EngineChoice engine) {
        return new Definition(new Asked.Replicates(request, engine), study.digest(), scenarios);
    }

    /** Of a network, with what it records. */
    public static Definition of(LoadedNetwork network) {
        return new Definition(
                new Asked.Network(network.scenario().name()), digest(network), ScenarioBundle.of(network));
    }

    /** SHA-256 of all that decides what a network is and records. */
    static String digest(LoadedNetwork network) {
        return ContentDigest.of(
                network.resolvedForRun() + InputFile.digest(network.inputs()).orElse(""));
    }

    /** The bytes by which it is sent. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> names = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        scenarios.files().forEach((path, content) -> {
            names.add(path.toString());
            contents.add(content);
        });
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            write(zip, "definition.json", JSON.writeValueAsBytes(new Head(asked, digest, scenarios.texts(), names)));
            for (int file = 0; file < contents.size(); file++) {
                write(zip, "files/" + file, contents.get(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads what was sent.
     *
     * @throws IOException if it is damaged
     */
    static Definition read(byte[] bytes) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            Head head = JSON.readValue(next(zip), Head.class);
            Map<Path, byte[]> files = new HashMap<>();
            for (String file : head.files()) {
                files.put(Path.of(file), next(zip));
            }
            return new Definition(head.asked(), head.digest(), ScenarioBundle.of(head.scenarios(), files));
        }
    }

    private static byte[] next(ZipInputStream zip) throws IOException {
        if (zip.getNextEntry() == null) {
            throw new ZipException("a part is missing");
        }
        return zip.readAllBytes();
    }
}
