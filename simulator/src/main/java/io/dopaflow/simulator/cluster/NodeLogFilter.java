package io.dopaflow.simulator.cluster;

import akka.actor.ActorSystem;
import akka.event.DefaultLoggingFilter;
import akka.event.EventStream;

/** What of Akka's lines reaches {@link NodeLog}: warnings and errors, and for debugging only those of connections. Akka finds this class by its name. */
final class NodeLogFilter extends DefaultLoggingFilter {
    NodeLogFilter(ActorSystem.Settings settings, EventStream events) {
        super(settings, events);
    }

    @Override
    public boolean isInfoEnabled(Class<?> logClass, String logSource) {
        return false;
    }

    /** A connection is told of by what opens it, by the stage that holds it, or by the stream of which it is a part. */
    @Override
    public boolean isDebugEnabled(Class<?> logClass, String logSource) {
        String name = logClass.getName();
        return name.startsWith("akka.stream.impl.io.TcpConnectionStage")
                || name.equals("akka.remote.artery.ArteryTransport")
                || logSource.contains("/StreamSupervisor-");
    }
}
