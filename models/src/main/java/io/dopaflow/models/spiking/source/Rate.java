package io.dopaflow.models.spiking.source;

/** The rate of a Poisson process as a function of time. */
public sealed interface Rate permits PiecewiseRate, SinusoidalRate {
    /**
     * The rate at a time, in Hz.
     *
     * @param at in ps, from 0
     */
    double at(long at);

    /**
     * How many spikes are expected between two times: the integral of the rate.
     *
     * @param from in ps, from 0
     * @param to in ps, not before
     */
    double expected(long from, long to);

    /** A rate of pieces that is nowhere below this one; itself if this one is of pieces. */
    PiecewiseRate bound();
}
