package io.dopaflow.analysis.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The JSON form of {@link RunManifest}. Keys that it does not know are ignored, since a newer version of the same format
 * may add some; a missing key or a value of the wrong kind is refused with file and key.
 */
record ManifestJson(Path file, JsonNode root) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static void write(Path file, RunManifest manifest) {
        try {
            String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree(manifest)) + "\n";
            AtomicFile.write(file, text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest has a form in JSON", e);
        }
    }

    static RunManifest read(Path file) {
        return new ManifestJson(file, parse(file)).manifest();
    }

    /** Whether a file is a manifest of this or any other version of the format, not some other program's file. */
    static boolean isManifest(Path file) {
        try {
            JsonNode root = parse(file);
            return root.path("formatVersion").isIntegralNumber()
                    && root.path("dopaflow").isTextual();
        } catch (FileException e) {
            return false;
        }
    }

    private static JsonNode parse(Path file) {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new WrongFileException(file, "damaged, it holds no JSON", e);
        } catch (IOException e) {
            throw FileException.reading(file, "not found; a run directory holds a manifest.json", e);
        }
    }

    private static ObjectNode tree(RunManifest manifest) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("formatVersion", RunManifest.FORMAT_VERSION);
        root.put("dopaflow", manifest.dopaflow());
        root.put("family", manifest.family());
        root.put("name", manifest.name());
        root.put("status", manifest.status().text());
        root.put("started", manifest.started().toString());
        manifest.finished().ifPresent(instant -> root.put("finished", instant.toString()));
        manifest.failure().ifPresent(failure -> root.set("failure", MAPPER.valueToTree(failure)));
        root.put("seed", manifest.seed());
        root.put("scenarioDigest", manifest.scenarioDigest());
        manifest.dataDigest().ifPresent(digest -> root.put("dataDigest", digest));
        manifest.digest().ifPresent(digest -> root.put(digestKey(manifest.family()), digest));
        root.set("environment", MAPPER.valueToTree(manifest.environment()));
        root.set("work", MAPPER.valueToTree(manifest.work()));
        ArrayNode resumptions = root.putArray("resumptions");
        for (RunManifest.Resumption resumption : manifest.resumptions()) {
            resumptions
                    .addObject()
                    .put("at", resumption.at().toString())
                    .put(stepKey(manifest.family()), resumption.fromStep());
        }
        return root;
    }

    private RunManifest manifest() {
        if (!root.isObject()) {
            throw new WrongFileException(file, "found no JSON object; allowed is the manifest of a Dopaflow run");
        }
        long format = integer("/formatVersion");
        if (format < 1 || format > RunManifest.FORMAT_VERSION) {
            throw new WrongFileException(
                    file,
                    "found format version " + format + ", this version of Dopaflow reads 1 to "
                            + RunManifest.FORMAT_VERSION + "; use the version that wrote it ("
                            + root.path("dopaflow").asText("unknown") + ") or a newer one");
        }
        String family = root.path("family").asText(LearningCycle.FAMILY);
        try {
            return new RunManifest(
                    text("/dopaflow"),
                    family,
                    text("/name"),
                    text("/scenarioDigest"),
                    optional("/dataDigest"),
                    integer("/seed"),
                    new RunManifest.Environment(
                            text("/environment/engine"),
                            Math.toIntExact(integer("/environment/threads")),
                            text("/environment/jvm"),
                            text("/environment/os"),
                            integer("/environment/pid"),
                            root.at("/environment/engineReason").asText("")),
                    instant("/started"),
                    status(),
                    has("/finished") ? Optional.of(instant("/finished")) : Optional.empty(),
                    has("/failure") ? Optional.of(failure()) : Optional.empty(),
                    optional("/" + digestKey(family)),
                    work(family),
                    resumptions(stepKey(family)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new WrongFileException(file, "damaged, its values contradict one another: " + e.getMessage(), e);
        }
    }

    private RunManifest.Failure failure() {
        return new RunManifest.Failure(
                text("/failure/culprit"),
                text("/failure/at"),
                text("/failure/message"),
                root.at("/failure/resumable").asBoolean());
    }

    private static boolean isNetwork(String family) {
        return family.equals(SpikingNetwork.FAMILY);
    }

    private static boolean isPhased(String family) {
        return family.equals(PhasedLearning.FAMILY);
    }

    private static String digestKey(String family) {
        return isNetwork(family) ? "networkDigest" : "weightsDigest";
    }

    private static String stepKey(String family) {
        return isNetwork(family) ? "fromPs" : isPhased(family) ? "fromOpportunity" : "fromCycle";
    }

    private RunWork work(String family) {
        if (isNetwork(family)) {
            return new RunWork.OfNetwork(
                    integer("/work/neurons"),
                    integer("/work/synapses"),
                    integer("/work/plannedPs"),
                    integer("/work/donePs"),
                    integer("/work/spikes"),
                    integer("/work/synapticEvents"),
                    integer("/work/messages"),
                    number("/work/wallSeconds"));
        }
        if (isPhased(family)) {
            return new RunWork.OfPhases(
                    integer("/work/synapses"),
                    integer("/work/opportunitiesPlanned"),
                    integer("/work/opportunitiesDone"),
                    integer("/work/spikes"),
                    integer("/work/synapticEvents"),
                    integer("/work/messages"),
                    number("/work/wallSeconds"));
        }
        return new RunWork.OfCycles(
                integer("/work/synapses"),
                integer("/work/opportunities"),
                integer("/work/cyclesPlanned"),
                integer("/work/cyclesDone"),
                integer("/work/spikes"),
                integer("/work/synapticEvents"),
                integer("/work/messages"),
                number("/work/wallSeconds"));
    }

    private List<RunManifest.Resumption> resumptions(String step) {
        List<RunManifest.Resumption> resumptions = new ArrayList<>();
        for (int i = 0; i < root.path("resumptions").size(); i++) {
            String key = "/resumptions/" + i;
            resumptions.add(new RunManifest.Resumption(instant(key + "/at"), integer(key + "/" + step)));
        }
        return resumptions;
    }

    private RunStatus status() {
        String text = text("/status");
        String allowed = Arrays.stream(RunStatus.values()).map(RunStatus::text).collect(Collectors.joining(", "));
        return RunStatus.of(text).orElseThrow(() -> refused("/status", "one of " + allowed));
    }

    private Instant instant(String key) {
        try {
            return Instant.parse(text(key));
        } catch (DateTimeParseException e) {
            throw refused(key, "an instant such as 2026-01-31T12:00:00Z");
        }
    }

    private Optional<String> optional(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    private boolean has(String key) {
        return !root.at(key).isMissingNode() && !root.at(key).isNull();
    }

    private String text(String key) {
        if (!root.at(key).isTextual()) {
            throw refused(key, "a text");
        }
        return root.at(key).textValue();
    }

    private long integer(String key) {
        if (!root.at(key).isIntegralNumber() || !root.at(key).canConvertToLong()) {
            throw refused(key, "an integer");
        }
        return root.at(key).longValue();
    }

    private double number(String key) {
        if (!root.at(key).isNumber()) {
            throw refused(key, "a number");
        }
        return root.at(key).doubleValue();
    }

    private WrongFileException refused(String key, String allowed) {
        JsonNode found = root.at(key);
        return new WrongFileException(
                file,
                key.substring(1).replace('/', '.') + ": found " + (found.isMissingNode() ? "nothing" : found)
                        + ", allowed is " + allowed);
    }
}
