package io.dopaflow.analysis.verify;

import java.util.List;
import java.util.Optional;

/**
 * What solving neurons again has found.
 *
 * @param neurons solved again
 * @param ofNeurons that could be: all of whose inputs were recorded, and they themselves
 * @param spikes of these neurons
 * @param disagreement the first, in words; empty if there is none
 * @param hasDigest whether all cells were solved again, so that the digest was compared as well
 * @param notes what could not be checked and why, a sentence each
 */
public record NetworkVerification(
        int neurons, int ofNeurons, long spikes, Optional<String> disagreement, boolean hasDigest, List<String> notes) {

    /** Copies the notes. */
    public NetworkVerification {
        notes = List.copyOf(notes);
    }
}
