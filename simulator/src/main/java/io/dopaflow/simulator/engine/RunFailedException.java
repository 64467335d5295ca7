package io.dopaflow.simulator.engine;

import io.dopaflow.models.record.RecordingFailedException;
import java.util.regex.Pattern;

/** A run that could not go on: says which part failed, and when. */
public final class RunFailedException extends Exception {
    private static final long serialVersionUID = 1;
    private static final Pattern JAVA_CLASS =
            Pattern.compile("(?<![/\\w.])(java|javax|jdk|sun|scala|akka|org|com|io)\\.\\w+\\.[\\w.$]+");

    /** What a failure has its reason in. */
    public enum Origin {
        /** A part of the model; the same run would fail again. */
        MODEL,
        /** The recorder, the engine or the machine; the run can be resumed. */
        SURROUNDINGS
    }

    private final Origin origin;
    private final String culprit;
    private final String when;

    /**
     * A failure. A part that could not record is not the culprit, the recorder is.
     *
     * @param origin of the failure
     * @param culprit the neuron, synapse or other part, as users know it
     * @param when in the words of the family
     * @param cause what happened
     */
    public RunFailedException(Origin origin, String culprit, String when, Throwable cause) {
        super(nameOf(culprit, cause) + " failed " + when + ": " + describe(cause), cause);
        this.origin = cause instanceof RecordingFailedException ? Origin.SURROUNDINGS : origin;
        this.culprit = nameOf(culprit, cause);
        this.when = when;
    }

    private static String nameOf(String culprit, Throwable cause) {
        return cause instanceof RecordingFailedException ? "recorder" : culprit;
    }

    /** Why something failed, in words for the person who runs it: messages of Java itself are none. */
    public static String describe(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return "out of memory";
        }
        String message = cause.getMessage();
        boolean isJava = cause instanceof IndexOutOfBoundsException || cause instanceof NullPointerException;
        return isJava || message == null || JAVA_CLASS.matcher(message).find() ? "an internal error" : message;
    }

    /** What it has its reason in. */
    public Origin origin() {
        return origin;
    }

    /** The part that failed. */
    public String culprit() {
        return culprit;
    }

    /** When it failed, in words. */
    public String when() {
        return when;
    }
}
