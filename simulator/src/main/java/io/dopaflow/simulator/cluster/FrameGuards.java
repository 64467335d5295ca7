package io.dopaflow.simulator.cluster;

import akka.actor.ActorSystem;
import akka.remote.artery.tcp.SSLEngineProvider;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import scala.Option;

/** Puts a {@link FrameGuard} on each connection of a node without certificates. Akka finds this class by its name. */
final class FrameGuards implements SSLEngineProvider {
    private final int mostBytes;
    private final SSLSession none;

    FrameGuards(ActorSystem system) throws NoSuchAlgorithmException {
        this.mostBytes =
                Math.toIntExact(system.settings().config().getBytes("akka.remote.artery.advanced.maximum-frame-size"));
        // An engine that has done nothing has an empty session.
        this.none = SSLContext.getDefault().createSSLEngine().getSession();
    }

    @Override
    public SSLEngine createServerSSLEngine(String host, int port) {
        return new FrameGuard(false, mostBytes, none);
    }

    @Override
    public SSLEngine createClientSSLEngine(String host, int port) {
        return new FrameGuard(true, mostBytes, none);
    }

    @Override
    public Option<Throwable> verifyClientSession(String host, SSLSession session) {
        return Option.empty();
    }

    @Override
    public Option<Throwable> verifyServerSession(String host, SSLSession session) {
        return Option.empty();
    }
}
