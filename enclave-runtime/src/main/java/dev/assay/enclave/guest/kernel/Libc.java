package dev.assay.enclave.guest.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The C library's wrappers of system calls, for 64-bit Linux. Each returns what the call does, or the negated errno
 * where the call returns a negative number. Calls block their thread, and a virtual thread's carrier with it.
 */
public final class Libc {

    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    /** So that a child process does not inherit the device. */
    public static final int O_CLOEXEC = 0x80000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    /** The mode of open and the argument of ioctl are variadic, which some ABIs pass in other places. */
    private static final Linker.Option VARIADIC = Linker.Option.firstVariadicArg(2);

    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_OF_STATE = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN =
            handle("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), ERRNO, VARIADIC);
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), ERRNO);
    private static final MethodHandle IOCTL =
            handle("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), ERRNO, VARIADIC);
    private static final FunctionDescriptor TRANSFER = FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle READ = handle("read", TRANSFER, ERRNO);
    private static final MethodHandle WRITE = handle("write", TRANSFER, ERRNO);
    private static final FunctionDescriptor THREE_NUMBERS =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SOCKET = handle("socket", THREE_NUMBERS, ERRNO);
    private static final FunctionDescriptor ADDRESSED = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CONNECT = handle("connect", ADDRESSED, ERRNO);
    private static final MethodHandle BIND = handle("bind", ADDRESSED, ERRNO);
    private static final FunctionDescriptor TWO_NUMBERS = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle LISTEN = handle("listen", TWO_NUMBERS, ERRNO);
    private static final MethodHandle SHUTDOWN = handle("shutdown", TWO_NUMBERS, ERRNO);
    private static final FunctionDescriptor ANSWERED = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle ACCEPT = handle("accept", ANSWERED, ERRNO);
    private static final MethodHandle SOCKET_NAME = handle("getsockname", ANSWERED, ERRNO);
    private static final MethodHandle SOCKET_OPTION = handle(
            "setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), ERRNO);

    /** A call that leaves errno in the given state. */
    private interface Call {
        long on(MemorySegment state) throws Throwable;
    }

    private Libc() {}

    private static MethodHandle handle(String name, FunctionDescriptor type, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
    }

    private static long call(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = call.on(state);
            return result < 0 ? -(int) ERRNO_OF_STATE.get(state, 0L) : result;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a system call does not throw", e);
        }
    }

    /** open(2), of a file that is there. */
    public static long open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            return call(state -> (int) OPEN.invokeExact(state, name, flags, 0));
        }
    }

    public static long close(int descriptor) {
        return call(state -> (int) CLOSE.invokeExact(state, descriptor));
    }

    public static long ioctl(int descriptor, long request, MemorySegment argument) {
        return call(state -> (int) IOCTL.invokeExact(state, descriptor, request, argument));
    }

    public static long read(int descriptor, MemorySegment into) {
        return call(state -> (long) READ.invokeExact(state, descriptor, into, into.byteSize()));
    }

    public static long write(int descriptor, MemorySegment from) {
        return call(state -> (long) WRITE.invokeExact(state, descriptor, from, from.byteSize()));
    }

    public static long socket(int family, int type, int protocol) {
        return call(state -> (int) SOCKET.invokeExact(state, family, type, protocol));
    }

    public static long connect(int descriptor, MemorySegment address) {
        return call(state -> (int) CONNECT.invokeExact(state, descriptor, address, (int) address.byteSize()));
    }

    public static long bind(int descriptor, MemorySegment address) {
        return call(state -> (int) BIND.invokeExact(state, descriptor, address, (int) address.byteSize()));
    }

    public static long listen(int descriptor, int backlog) {
        return call(state -> (int) LISTEN.invokeExact(state, descriptor, backlog));
    }

    /** shutdown(2): {@code how} is 0 for reading, 1 for writing, 2 for both. */
    public static long shutdown(int descriptor, int how) {
        return call(state -> (int) SHUTDOWN.invokeExact(state, descriptor, how));
    }

    /** accept(2); the segment is filled with the caller's address. */
    public static long accept(int descriptor, MemorySegment address) {
        return withLength(ACCEPT, descriptor, address);
    }

    /** getsockname(2); the segment is filled with the socket's own address. */
    public static long socketName(int descriptor, MemorySegment address) {
        return withLength(SOCKET_NAME, descriptor, address);
    }

    private static long withLength(MethodHandle handle, int descriptor, MemorySegment address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocateFrom(JAVA_INT, (int) address.byteSize());
            return call(state -> (int) handle.invokeExact(state, descriptor, address, length));
        }
    }

    public static long setSocketOption(int descriptor, int level, int option, MemorySegment value) {
        return call(state ->
                (int) SOCKET_OPTION.invokeExact(state, descriptor, level, option, value, (int) value.byteSize()));
    }
}
