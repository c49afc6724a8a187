package dev.assay.relay;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.edge.Channels;
import dev.assay.edge.HostPort;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.AttachEnclaveRequest;
import dev.assay.proto.v1.AttachEnclaveResponse;
import dev.assay.proto.v1.EnclaveCompleted;
import dev.assay.proto.v1.EnclaveExecute;
import dev.assay.proto.v1.EnclaveFailed;
import dev.assay.proto.v1.EnclaveHello;
import dev.assay.proto.v1.EnclaveLinkGrpc;
import dev.assay.proto.v1.EnclaveProgress;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.TeeResult;
import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Digest;
import dev.assay.verification.evidence.EnclaveKeys;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.statement.Signed;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An enclave whose evidence and receipts are real, and whose manners a test chooses. */
final class FakeEnclave implements StreamObserver<AttachEnclaveResponse>, AutoCloseable {

    /** What it does with a request. */
    interface Behaviour {
        void run(FakeEnclave enclave, EnclaveExecute execute) throws Exception;
    }

    static final Behaviour ECHO = (enclave, execute) -> enclave.complete(execute, execute.getInput());
    static final Behaviour BLACK_HOLE = (enclave, execute) -> {};
    static final Behaviour DIES = (enclave, execute) -> enclave.close();

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] PCR = new byte[48];

    static {
        PCR[0] = 1;
    }

    final SigningKey key;
    final CompletableFuture<Digest> admitted = new CompletableFuture<>();
    final CompletableFuture<Throwable> ended = new CompletableFuture<>();
    final List<EnclaveExecute> executed = new CopyOnWriteArrayList<>();
    final List<Digest> cancelled = new CopyOnWriteArrayList<>();
    final List<Digest> challenges = new CopyOnWriteArrayList<>();
    final CompletableFuture<Boolean> drained = new CompletableFuture<>();
    /** Signs the receipts; another key than the attested one is a fraud. */
    volatile SigningKey receiptKey;
    /** Changes the nonce that the evidence carries. */
    volatile UnaryOperator<Digest> nonce = UnaryOperator.identity();
    /** Changes the evidence after it was made. */
    volatile UnaryOperator<byte[]> evidence = UnaryOperator.identity();

    volatile int capacity = 4;
    /** For behaviours that count what runs. */
    final AtomicInteger running = new AtomicInteger();

    volatile boolean answersChallenges = true;

    private final SimulatedNitro nitro;
    private final Behaviour behaviour;
    private volatile EnclaveKeys keys;
    private volatile byte[] standingEvidence = new byte[0];
    private final CompletableFuture<ManagedChannel> channel = new CompletableFuture<>();
    private final CompletableFuture<StreamObserver<AttachEnclaveRequest>> out = new CompletableFuture<>();

    FakeEnclave(SimulatedNitro nitro, Behaviour behaviour) {
        this(nitro, behaviour, SigningKey.generate(RANDOM));
    }

    private FakeEnclave(SimulatedNitro nitro, Behaviour behaviour, SigningKey key) {
        this.nitro = nitro;
        this.key = key;
        this.receiptKey = key;
        this.behaviour = behaviour;
        byte[] hpkeKey = new byte[32];
        RANDOM.nextBytes(hpkeKey);
        Instant now = Instant.now();
        this.keys = new EnclaveKeys(key.publicKey(), hpkeKey, now.minusSeconds(60), now.plus(Duration.ofDays(1)));
    }

    void endKeysAt(Instant notAfter) {
        keys = new EnclaveKeys(keys.signingKey(), keys.hpkeKey(), keys.notBefore(), notAfter);
    }

    /** The same enclave on another stream. */
    FakeEnclave twin(Behaviour other) {
        return new FakeEnclave(nitro, other, key);
    }

    void dial(HostPort relay) {
        channel.complete(Channels.connect(relay));
        out.complete(EnclaveLinkGrpc.newStub(channel.join()).attachEnclave(this));
    }

    byte[] attest(Digest carried) {
        return nitro.attest(
                Map.of(0, PCR, 1, PCR, 2, PCR), keys.signingKey(), keys.encode(), carried.bytes(), Instant.now());
    }

    @Override
    public void onNext(AttachEnclaveResponse message) {
        switch (message.getMessageCase()) {
            case CHALLENGE -> challenged(Wire.digest(message.getChallenge().getNonce()));
            case ADMITTED -> admitted.complete(Wire.digest(message.getAdmitted().getEnclaveId()));
            case EXECUTE -> {
                executed.add(message.getExecute());
                Thread.startVirtualThread(() -> run(message.getExecute()));
            }
            case CANCEL -> cancelled.add(Wire.digest(message.getCancel().getRequestId()));
            case DRAIN -> drained.complete(true);
            case MESSAGE_NOT_SET -> throw new AssertionError("an empty message");
        }
    }

    private void challenged(Digest challenge) {
        challenges.add(challenge);
        if (answersChallenges) {
            standingEvidence = evidence.apply(attest(nonce.apply(challenge)));
            send(AttachEnclaveRequest.newBuilder()
                    .setHello(EnclaveHello.newBuilder()
                            .setEvidence(ByteString.copyFrom(standingEvidence))
                            .setCapacity(capacity)
                            .setVersion("test")));
        }
    }

    private void run(EnclaveExecute execute) {
        try {
            behaviour.run(this, execute);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void progress(EnclaveExecute execute, Execution execution) {
        send(AttachEnclaveRequest.newBuilder()
                .setProgress(EnclaveProgress.newBuilder()
                        .setRequestId(Wire.bytes(id(execute)))
                        .setExecution(execution)));
    }

    void complete(EnclaveExecute execute, ByteString output) {
        send(completed(execute, output));
    }

    AttachEnclaveRequest.Builder completed(EnclaveExecute execute, ByteString output) {
        return AttachEnclaveRequest.newBuilder()
                .setCompleted(EnclaveCompleted.newBuilder()
                        .setRequestId(Wire.bytes(id(execute)))
                        .setResult(result(execute, output, Receipt.SUCCEEDED)));
    }

    /** Sends the message with one byte changed, if it is a message still. */
    void sendMutated(byte[] message, Random random) {
        byte[] mutated = message.clone();
        mutated[random.nextInt(mutated.length)] ^= (byte) (1 + random.nextInt(255));
        try {
            send(AttachEnclaveRequest.parseFrom(mutated).toBuilder());
        } catch (InvalidProtocolBufferException | IllegalStateException unsendable) {
            // Not a message, or the relay has ended the stream.
        }
    }

    /** Lets another enclave hand in what this one has signed. */
    void answerThrough(FakeEnclave other, EnclaveExecute execute) {
        other.send(AttachEnclaveRequest.newBuilder()
                .setCompleted(EnclaveCompleted.newBuilder()
                        .setRequestId(Wire.bytes(id(execute)))
                        .setResult(result(execute, execute.getInput(), Receipt.SUCCEEDED))));
    }

    void fail(EnclaveExecute execute, String code) {
        send(AttachEnclaveRequest.newBuilder()
                .setFailed(EnclaveFailed.newBuilder()
                        .setRequestId(Wire.bytes(id(execute)))
                        .setCode(code)));
    }

    void failSigned(EnclaveExecute execute, String code, int status) {
        send(AttachEnclaveRequest.newBuilder()
                .setFailed(EnclaveFailed.newBuilder()
                        .setRequestId(Wire.bytes(id(execute)))
                        .setCode(code)
                        .setResult(result(execute, ByteString.EMPTY, status))));
    }

    static Digest id(EnclaveExecute execute) {
        return Wire.fromWire(execute.getRequest()).digest(TestRequest.DOMAIN);
    }

    private TeeResult result(EnclaveExecute execute, ByteString output, int status) {
        byte[] proof = execute.getFreshEvidence()
                ? attest(Wire.digest(execute.getRequest().getNonce()))
                : standingEvidence;
        Instant now = Instant.ofEpochMilli(Instant.now().toEpochMilli());
        Receipt receipt = new Receipt(
                id(execute),
                Wire.digest(execute.getRequest().getWorkload()),
                Wire.digest(execute.getRequest().getInputDigest()),
                Digest.sha256(output.toByteArray()),
                status,
                Duration.ofMillis(1),
                65536,
                now,
                now,
                Digest.sha256(proof),
                "aws-nitro",
                true);
        return TeeResult.newBuilder()
                .setOutput(output)
                .setReceipt(Wire.toWire(
                        receipt,
                        Signed.sign(receipt, receiptKey, TestRequest.DOMAIN).signature()))
                .setEvidence(ByteString.copyFrom(proof))
                .build();
    }

    synchronized void send(AttachEnclaveRequest.Builder message) {
        out.join().onNext(message.build());
    }

    @Override
    public void onError(Throwable thrown) {
        ended.complete(thrown);
        admitted.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {
        ended.complete(new IllegalStateException("completed"));
    }

    @Override
    public void close() throws InterruptedException {
        channel.join().shutdownNow();
        channel.join().awaitTermination(5, TimeUnit.SECONDS);
    }
}
