package io.dopaflow.simulator;

import io.dopaflow.simulator.actor.cycle.MessageRate;
import io.dopaflow.simulator.population.phased.WaveTables;
import io.dopaflow.simulator.spiking.EpisodeTables;
import io.dopaflow.simulator.spiking.PlasticTables;
import io.dopaflow.simulator.spiking.SpikingTables;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures everything there is to know of the engines' speed and memory and prints one page of tables. Arguments: {@code
 * quick} for two minutes in place of ten, and names of parts, {@code costs}, {@code kernels}, {@code threads}, {@code
 * cycles}, {@code bytes}, {@code waves}, {@code networks}, {@code plastic}, {@code episodes}, {@code network-bytes}, {@code growth}, {@code network-actors}, {@code messages},
 * for these alone. What is being measured is told on standard error.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /** Measures a part of the page and prints its tables. */
    @FunctionalInterface
    private interface Part {
        void measure() throws Exception;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        Effort effort = Effort.of(words);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream page = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        UpdateTables updates = new UpdateTables(effort, page);
        MemoryTables memory = new MemoryTables(effort, page);
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("costs", updates::costs);
        parts.put("kernels", updates::kernels);
        parts.put("threads", updates::threads);
        parts.put("cycles", memory::cycles);
        parts.put("bytes", memory::bytes);
        parts.put("waves", new WaveTables(page, words.contains("quick"))::waves);
        SpikingTables spiking = new SpikingTables(page, words.contains("quick"));
        parts.put("networks", spiking::networks);
        parts.put("plastic", new PlasticTables(page, words.contains("quick"))::networks);
        parts.put("episodes", new EpisodeTables(page, words.contains("quick"))::episodes);
        parts.put("network-bytes", spiking::bytes);
        parts.put("growth", spiking::growth);
        parts.put("network-actors", spiking::actors);
        parts.put("messages", () -> MessageRate.measure(effort, page));
        List<String> unknown = words.stream()
                .filter(word -> !word.equals("quick") && !parts.containsKey(word))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("arguments " + unknown + "; allowed: quick, " + parts.keySet());
        }
        boolean all = parts.keySet().stream().noneMatch(words::contains);
        page.println("OpenJDK " + Runtime.version() + ", " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + effort.rounds()
                + " rounds; medians, lowest to highest in brackets.");
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (all || words.contains(part.getKey())) {
                part.getValue().measure();
            }
        }
        System.out.print(bytes.toString(StandardCharsets.UTF_8));
    }
}
