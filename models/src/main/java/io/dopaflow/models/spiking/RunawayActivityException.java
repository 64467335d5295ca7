package io.dopaflow.models.spiking;

/** A population spikes more often than the network allows. */
public final class RunawayActivityException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String population;

    RunawayActivityException(String population, double largestRate) {
        super("its neurons spike at more than " + largestRate
                + " Hz on average. Look at weights and inputs, or set a higher largest rate");
        this.population = population;
    }

    /** The population's name. */
    public String population() {
        return population;
    }
}
