package io.dopaflow.scenarios.run;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of this program. */
public final class DopaflowVersion {

    private DopaflowVersion() {}

    /** The version, such as {@code 0.1.0}. */
    public static String text() {
        try (InputStream in = DopaflowVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(in, "version.properties"));
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version, with those of the dynamics of all families, which decide the bits: {@code 0.1.0 (dynamics 3.7.2)}. */
    public static String withDynamics() {
        return text() + " (dynamics " + LearningCycle.DYNAMICS + "." + SpikingNetwork.DYNAMICS + "."
                + PhasedLearning.DYNAMICS + ")";
    }
}
