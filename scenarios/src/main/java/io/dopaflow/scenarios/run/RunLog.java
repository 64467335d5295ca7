package io.dopaflow.scenarios.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.dopaflow.analysis.run.RunDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log of one run: {@code run.log} in its directory, one line of {@code key="value"} pairs for each event, stack traces
 * below failures. What libraries warn of while the run goes on is in it too. Needs Logback behind SLF4J; with another
 * one the events go wherever that sends them, and there is no {@code run.log}.
 */
final class RunLog implements AutoCloseable {
    private static final String NAME = "io.dopaflow.run";
    private static final String RUN = "run";
    private static final String PATTERN =
            "time=\"%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC}\" level=%level logger=%logger{0} event=\"%replace(%msg){'\"',"
                    + " '\\''}\" %kvp%n";

    private final String run;
    private final Logger events = LoggerFactory.getLogger(NAME);
    private final Runnable closing;

    private RunLog(String run, Runnable closing) {
        this.run = run;
        this.closing = closing;
    }

    /** Begins the log of the run in the directory. */
    static RunLog open(RunDirectory directory) {
        String run = directory.path().getFileName().toString();
        // By name: where another logs, Logback's classes may be missing.
        boolean isLogback =
                LoggerFactory.getILoggerFactory().getClass().getName().startsWith("ch.qos.logback.");
        return new RunLog(run, isLogback ? Logback.write(directory.logFile(), run) : () -> {});
    }

    /** Something has happened. */
    void info(String event, Map<String, ?> details) {
        log(events.atInfo(), event, details);
    }

    /** Something has failed. */
    void error(String event, Map<String, ?> details, Throwable cause) {
        log(events.atError().setCause(cause), event, details);
    }

    private void log(LoggingEventBuilder builder, String event, Map<String, ?> details) {
        LoggingEventBuilder whole = builder.addKeyValue(RUN, run);
        for (Map.Entry<String, ?> detail : details.entrySet()) {
            whole = whole.addKeyValue(detail.getKey(), detail.getValue());
        }
        whole.log(event);
    }

    @Override
    public void close() {
        closing.run();
    }

    /** The file, which Logback writes. */
    private static final class Logback {
        /** Begins the file and returns what ends it. */
        static Runnable write(Path file, String run) {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setCharset(StandardCharsets.UTF_8);
            encoder.setPattern(PATTERN);
            encoder.start();
            FileAppender<ILoggingEvent> appender = new FileAppender<>();
            appender.setContext(context);
            appender.setName(file.toString());
            appender.setFile(file.toString());
            appender.setEncoder(encoder);
            appender.addFilter(new OfThisRun(run));
            appender.start();
            ch.qos.logback.classic.Logger events = context.getLogger(NAME);
            ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            events.setLevel(Level.INFO);
            events.setAdditive(false);
            events.addAppender(appender);
            root.addAppender(appender);
            return () -> {
                events.detachAppender(appender);
                root.detachAppender(appender);
                appender.stop();
            };
        }
    }

    /** Keeps the events of other runs of this process out. */
    private static final class OfThisRun extends Filter<ILoggingEvent> {
        private final String run;

        OfThisRun(String run) {
            this.run = run;
        }

        @Override
        public FilterReply decide(ILoggingEvent event) {
            List<KeyValuePair> pairs = event.getKeyValuePairs();
            boolean other = pairs != null
                    && event.getLoggerName().equals(NAME)
                    && pairs.stream().anyMatch(pair -> pair.key.equals(RUN) && !run.equals(pair.value));
            return other ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }
}
