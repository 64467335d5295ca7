package io.dopaflow.models.record;

/**
 * Takes what an engine records: quantities of entities at moments of virtual time, in picoseconds. Each family names its
 * own, in an interface that extends this one.
 *
 * <p>Called by many threads at once and in no order across entities. An implementation is thread-safe and may block, which
 * slows the engine down to its pace; but not for ever, for then a run cannot end either, unless something else fails. Every
 * method throws {@link RecordingFailedException} when nothing can be recorded any more; the run then ends.
 */
public interface Recorder {}
