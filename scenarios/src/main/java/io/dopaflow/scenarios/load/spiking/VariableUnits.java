package io.dopaflow.scenarios.load.spiking;

import java.util.Map;

/** The units of variables, by their names: NEST's names tell what they are. */
public final class VariableUnits {
    private static final Map<String, String> BY_PREFIX =
            Map.of("V_", "mV", "I_", "pA", "g_", "nS", "dI_", "pA/ms", "dg_", "nS/ms", "U_", "mV/ms");

    private VariableUnits() {}

    /** The unit of a variable; empty for gates, which have none. */
    public static String of(String variable) {
        if (variable.equals("w")) {
            return "pA";
        }
        return BY_PREFIX.getOrDefault(variable.substring(0, variable.indexOf('_') + 1), "");
    }
}
