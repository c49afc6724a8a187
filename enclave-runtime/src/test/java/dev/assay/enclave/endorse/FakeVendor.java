package dev.assay.enclave.endorse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server of this machine in place of a vendor's; what it was not told to give is not found. */
final class FakeVendor implements AutoCloseable {

    /** How it answers; it need not close the exchange. */
    interface Reply {
        void to(HttpExchange exchange, byte[] body) throws IOException;
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    final Map<String, Reply> replies = new ConcurrentHashMap<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    FakeVendor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::reply);
        server.setExecutor(threads);
        server.start();
    }

    private void reply(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String address = exchange.getRequestURI().toString();
            asked.add(address);
            reply(address, exchange.getRequestURI().getPath()).to(exchange, body);
        }
    }

    private Reply reply(String address, String path) {
        for (String each : new String[] {address, path}) {
            if (replies.containsKey(each)) {
                return replies.get(each);
            }
        }
        return replies.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("*")
                        && path.startsWith(
                                entry.getKey().substring(0, entry.getKey().length() - 1)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(fixed(404, "{\"error\":\"no such\"}"));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** By path and query, by path, or by what it starts with, up to an asterisk at the end. */
    void give(String address, byte[] body) {
        replies.put(address, fixed(200, body, Map.of()));
    }

    void give(String address, byte[] body, String header, String value) {
        replies.put(address, fixed(200, body, Map.of(header, value)));
    }

    void give(String address, Reply reply) {
        replies.put(address, reply);
    }

    static Reply fixed(int status, String body) {
        return fixed(status, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Reply fixed(int status, byte[] body, Map<String, String> headers) {
        return (exchange, request) -> {
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** One reply after the other; the last again and again. */
    static Reply inTurn(Reply... replies) {
        List<Reply> left = new CopyOnWriteArrayList<>(replies);
        return (exchange, request) -> {
            Reply next;
            synchronized (left) {
                next = left.size() == 1 ? left.getFirst() : left.removeFirst();
            }
            next.to(exchange, request);
        };
    }

    long askedFor(String part) {
        return asked.stream().filter(address -> address.contains(part)).count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
