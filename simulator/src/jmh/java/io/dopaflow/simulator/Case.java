package io.dopaflow.simulator;

import java.util.Map;
import java.util.TreeMap;

/**
 * A benchmark and its parameters.
 *
 * @param benchmark a class with one benchmark, which counts {@link Updates}
 * @param parameters by name
 * @param heap option for the largest heap
 */
public record Case(Class<?> benchmark, Map<String, String> parameters, String heap) {

    /** Parameters given in turn with their values; in a heap of 1 GB. */
    public static Case of(Class<?> benchmark, Object... parameters) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i].toString(), parameters[i + 1].toString());
        }
        return new Case(benchmark, map, "-Xmx1g");
    }

    /** The same in another heap. */
    public Case in(String option) {
        return new Case(benchmark, parameters, option);
    }

    @Override
    public String toString() {
        return benchmark.getSimpleName() + parameters;
    }
}
