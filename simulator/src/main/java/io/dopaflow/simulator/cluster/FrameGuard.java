package io.dopaflow.simulator.cluster;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the frames that come over a connection without TLS, and refuses one of a length that no node sends: Akka's framing would read an impossible
 * one for ever, and keep all of a huge one. It stands where TLS would, the only place before the framing that Akka leaves to others, and changes no byte.
 */
final class FrameGuard extends SSLEngine {
    /** How a connection begins; the number of the stream follows. */
    private static final String MAGIC = "AKKA";

    /** Fields that every frame has. */
    private static final int LEAST_BYTES = 28;

    private final boolean isClient;
    private final int mostBytes;
    private final SSLSession session;

    private boolean isGreeted;
    private boolean isInboundClosed;
    private boolean isOutboundClosing;
    private boolean isOutboundClosed;

    private int headerBytes;

    /** Whether it begins otherwise: the framing refuses it, and tells how it began. */
    private boolean isForeign;

    /** Bytes that come before the next length. */
    private int toSkip;

    private int length;
    private int lengthBytes;

    /**
     * Guards a connection.
     *
     * @param isClient whether this end has called: nothing comes back over such a connection
     * @param mostBytes of a frame
     * @param session any one that is empty
     */
    FrameGuard(boolean isClient, int mostBytes, SSLSession session) {
        this.isClient = isClient;
        this.mostBytes = mostBytes;
        this.session = session;
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] from, int offset, int count, ByteBuffer to) {
        if (isOutboundClosing) {
            isOutboundClosed = true;
            return result(Status.CLOSED, 0);
        }
        if (!isGreeted) {
            isGreeted = true;
            return new SSLEngineResult(Status.OK, HandshakeStatus.FINISHED, 0, 0);
        }
        int bytes = 0;
        for (int i = offset; i < offset + count; i++) {
            bytes += move(from[i], to);
        }
        return result(Status.OK, bytes);
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer from, ByteBuffer[] to, int offset, int count) throws SSLException {
        if (isInboundClosed) {
            return result(Status.CLOSED, 0);
        }
        if (!from.hasRemaining()) {
            return result(Status.BUFFER_UNDERFLOW, 0);
        }
        ByteBuffer seen = from.duplicate();
        int bytes = 0;
        for (int i = offset; i < offset + count; i++) {
            bytes += move(from, to[i]);
        }
        if (!isClient) {
            check(seen.limit(seen.position() + bytes));
        }
        return result(bytes == 0 ? Status.BUFFER_OVERFLOW : Status.OK, bytes);
    }

    private SSLEngineResult result(Status status, int bytes) {
        return new SSLEngineResult(status, getHandshakeStatus(), bytes, bytes);
    }

    private static int move(ByteBuffer from, ByteBuffer to) {
        int bytes = Math.min(from.remaining(), to.remaining());
        to.put(from.duplicate().limit(from.position() + bytes));
        from.position(from.position() + bytes);
        return bytes;
    }

    private void check(ByteBuffer bytes) throws SSLException {
        while (bytes.hasRemaining() && !isForeign) {
            if (headerBytes <= MAGIC.length()) {
                byte next = bytes.get();
                isForeign = headerBytes < MAGIC.length() && next != MAGIC.charAt(headerBytes);
                headerBytes++;
                continue;
            }
            if (toSkip > 0) {
                int skipped = Math.min(toSkip, bytes.remaining());
                bytes.position(bytes.position() + skipped);
                toSkip -= skipped;
                continue;
            }
            length |= (bytes.get() & 0xff) << (Byte.SIZE * lengthBytes);
            lengthBytes++;
            if (lengthBytes == Integer.BYTES) {
                if (length < LEAST_BYTES || length > mostBytes) {
                    isInboundClosed = true;
                    throw new SSLException("a frame of " + length + " bytes");
                }
                toSkip = length;
                length = 0;
                lengthBytes = 0;
            }
        }
    }

    /** Something must be wrapped once, so that who uses this sees a handshake. */
    @Override
    public HandshakeStatus getHandshakeStatus() {
        boolean isWanted = !isGreeted || (isOutboundClosing && !isOutboundClosed);
        return isWanted ? HandshakeStatus.NEED_WRAP : HandshakeStatus.NOT_HANDSHAKING;
    }

    @Override
    public void beginHandshake() {}

    @Override
    public @Nullable Runnable getDelegatedTask() {
        return null;
    }

    @Override
    public SSLSession getSession() {
        return session;
    }

    @Override
    public void closeInbound() {
        isInboundClosed = true;
    }

    @Override
    public boolean isInboundDone() {
        return isInboundClosed;
    }

    @Override
    public void closeOutbound() {
        isOutboundClosing = true;
    }

    @Override
    public boolean isOutboundDone() {
        return isOutboundClosed;
    }

    @Override
    public boolean getUseClientMode() {
        return isClient;
    }

    // What follows is about TLS, of which there is none.

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return new String[0];
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {}

    @Override
    public String[] getSupportedProtocols() {
        return new String[0];
    }

    @Override
    public String[] getEnabledProtocols() {
        return new String[0];
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {}

    @Override
    public void setUseClientMode(boolean mode) {}

    @Override
    public void setNeedClientAuth(boolean need) {}

    @Override
    public boolean getNeedClientAuth() {
        return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {}

    @Override
    public boolean getWantClientAuth() {
        return false;
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {}

    @Override
    public boolean getEnableSessionCreation() {
        return false;
    }
}
