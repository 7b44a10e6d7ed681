package dev.starfold.local.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network between a client and a server of this machine, which can be cut, refuse, swallow everything or be slow; with no
 * fault it passes bytes on. A thread for each direction of each connection, all of them virtual.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;

    private final int port;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition healed = lock.newCondition();

    private ServerSocket listener;
    private Thread accepting;
    private boolean swallowing;
    private volatile Duration latency = Duration.ZERO;
    private volatile long bytesPerSecond = Long.MAX_VALUE;

    private TcpProxy(int port, int target) throws IOException {
        this.target = target;
        this.listener = listen(port);
        this.port = listener.getLocalPort();
    }

    /**
     * Passes on to the target, which need not listen yet.
     *
     * @param port where to listen; 0: any free one
     */
    public static TcpProxy between(int port, int target) throws IOException {
        return new TcpProxy(port, target);
    }

    public int port() {
        return port;
    }

    /** Sockets that are open, two for each connection that is passed on. */
    int connections() {
        return sockets.size();
    }

    /** Resets every connection there is; new ones are let through. */
    public void cut() {
        sockets.forEach(this::reset);
    }

    /** Resets every connection there is, and refuses new ones. */
    public void refuse() throws IOException {
        listenerEnds();
        cut();
    }

    /** The port is closed only once the thread that waits at it has let go. */
    private void listenerEnds() throws IOException {
        listener.close();
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Takes connections and bytes, and passes nothing on: to both sides the other has fallen silent. */
    public void swallow() {
        lock.lock();
        try {
            swallowing = true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets each piece of at most 16 KiB wait, and a connection pass no more bytes than that a second, in each direction. */
    public void slow(Duration latency, long bytesPerSecond) {
        this.latency = latency;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Ends every fault. What was swallowed arrives late, as after a network's own repeats. */
    public void heal() throws IOException {
        slow(Duration.ZERO, Long.MAX_VALUE);
        lock.lock();
        try {
            swallowing = false;
            healed.signalAll();
        } finally {
            lock.unlock();
        }
        if (listener.isClosed()) {
            listener = listen(port);
        }
    }

    private ServerSocket listen(int on) throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 500);
        accepting = Thread.ofVirtual().name("proxy to " + target).start(() -> accept(opened));
        return opened;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // The listener was closed, or the client has gone already.
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        sockets.add(server);
        try {
            awaitHealed();
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(server, client));
            pass(client, server);
        } catch (IOException | InterruptedException e) {
            reset(client);
            reset(server);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] piece = new byte[CHUNK];
        try {
            for (int read = from.getInputStream().read(piece);
                    read >= 0;
                    read = from.getInputStream().read(piece)) {
                awaitHealed();
                Thread.sleep(latency.plusNanos((long) (1e9 * read / bytesPerSecond)));
                to.getOutputStream().write(piece, 0, read);
            }
            awaitHealed();
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                sockets.remove(from);
                sockets.remove(to);
                from.close();
                to.close();
            }
        } catch (IOException | InterruptedException e) {
            reset(from);
            reset(to);
        }
    }

    private void awaitHealed() throws InterruptedException {
        lock.lock();
        try {
            while (swallowing) {
                healed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void reset(Socket socket) {
        sockets.remove(socket);
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        listenerEnds();
        slow(Duration.ZERO, Long.MAX_VALUE);
        lock.lock();
        try {
            swallowing = false;
            healed.signalAll();
        } finally {
            lock.unlock();
        }
        cut();
    }
}
