#include "memory.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <thread>
#include <vector>

namespace assay {

namespace {

constexpr size_t large_page = size_t(2) << 20;

/// What one call of for_each_task shares with the threads that help. Tasks are taken in order, each by one thread.
struct Job {
    size_t tasks;
    void (*run)(size_t, void*);
    void* context;
    std::atomic<size_t> next{0};
    size_t done = 0;
    std::exception_ptr failure;
    std::mutex mutex;
    std::condition_variable ended;

    bool exhausted() const { return next.load(std::memory_order_relaxed) >= tasks; }

    void work() {
        for (size_t task; (task = next.fetch_add(1)) < tasks;) {
            std::exception_ptr thrown;
            try {
                run(task, context);
            } catch (...) {
                thrown = std::current_exception();
            }
            std::lock_guard<std::mutex> lock(mutex);
            if (thrown && !failure) failure = thrown;
            if (++done == tasks) ended.notify_all();
        }
    }

    void await() {
        std::unique_lock<std::mutex> lock(mutex);
        ended.wait(lock, [this] { return done == tasks; });
        if (failure) std::rethrow_exception(failure);
    }
};

/// Threads that live as long as the library is loaded. There is one fewer than processors: the caller works too.
class Pool {
public:
    explicit Pool(int helpers) {
        for (int i = 0; i < helpers; i++) threads.emplace_back([this] { help(); });
    }
    ~Pool() {
        {
            std::lock_guard<std::mutex> lock(mutex);
            closing = true;
        }
        wake.notify_all();
        for (auto& thread : threads) thread.join();
    }

    void add(std::shared_ptr<Job> job) {
        std::lock_guard<std::mutex> lock(mutex);
        jobs.push_back(std::move(job));
        wake.notify_all();
    }

private:
    void help() {
        while (auto job = next()) job->work();
    }

    /// The oldest job with a task left; nothing when the library is unloaded.
    std::shared_ptr<Job> next() {
        std::unique_lock<std::mutex> lock(mutex);
        for (;;) {
            jobs.erase(std::remove_if(jobs.begin(), jobs.end(), [](auto& job) { return job->exhausted(); }), jobs.end());
            if (closing) return nullptr;
            if (!jobs.empty()) return jobs.front();
            wake.wait(lock);
        }
    }

    std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::shared_ptr<Job>> jobs;
    bool closing = false;
    std::vector<std::thread> threads;
};

Pool& pool() {
    static Pool pool(thread_count() - 1);
    return pool;
}

}  // namespace

void* allocate_pages(size_t bytes) {
    size_t rounded = std::max(bytes, size_t(64));
    void* memory = mmap(nullptr, rounded, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    if (rounded >= large_page) madvise(memory, rounded, MADV_HUGEPAGE);
    return memory;
}

void release_pages(void* memory, size_t bytes) noexcept { munmap(memory, std::max(bytes, size_t(64))); }

int thread_count() {
    static const int count = std::max(1, int(std::thread::hardware_concurrency()));
    return count;
}

void for_each_task(size_t tasks, void (*run)(size_t, void*), void* context) {
    if (tasks == 0) return;
    auto job = std::make_shared<Job>();
    job->tasks = tasks;
    job->run = run;
    job->context = context;
    if (tasks > 1 && thread_count() > 1) pool().add(job);
    job->work();
    job->await();
}

}  // namespace assay
