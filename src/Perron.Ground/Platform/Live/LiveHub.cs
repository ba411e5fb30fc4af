using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Perron.Platform.Storage;
namespace Perron.Platform.Live;

/// <summary>Small facts ("case 3 changed") on their way to whoever has a page open on this node.</summary>
public sealed class LiveHub(IHostApplicationLifetime house)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Channel<string>, bool>> _listeners = new(StringComparer.Ordinal);

    /// <summary>Who this node is to the others: it does not listen to itself.</summary>
    internal string Node { get; } = Guid.CreateVersion7().ToString("N");

    public int Listeners => _listeners.Values.Sum(channels => channels.Count);

    private ImmutableList<(string Topic, Action<CommuneId> Heard)> _overhearing = [];

    internal void Publish(string tag)
    {
        foreach (var (topic, heard) in _overhearing)
        {
            if (tag.Length == 33 + topic.Length && tag.EndsWith(topic, StringComparison.Ordinal))
            {
                heard(CommuneId.From(Guid.ParseExact(tag[..32], "N")));
            }
        }

        foreach (var channel in _listeners.GetValueOrDefault(tag)?.Keys ?? [])
        {
            channel.Writer.TryWrite(tag);
        }
    }

    /// <summary>For the house's own rounds and what it keeps in memory: called at once whenever the topic changes, in whichever commune.</summary>
    public IDisposable Overhear(Topic topic, Action<CommuneId> heard)
    {
        var ear = (topic.Name, heard);
        ImmutableInterlocked.Update(ref _overhearing, ears => ears.Add(ear));
        return new Ear(() => ImmutableInterlocked.Update(ref _overhearing, ears => ears.Remove(ear)));
    }

    private sealed class Ear(Action close) : IDisposable
    {
        public void Dispose() => close();
    }

    /// <summary>This node may have missed something: who keeps something in memory reads it again.</summary>
    internal event Action? WasDeaf;

    /// <summary>Wakes everybody: this node may have missed something.</summary>
    internal void PublishAll()
    {
        WasDeaf?.Invoke();
        foreach (var tag in _listeners.Keys)
        {
            Publish(tag);
        }
    }

    /// <summary>One event each time the topic changes, and a heartbeat so that a lost link is noticed. Ends when the page is closed, or the house: the browser calls again by itself.</summary>
    public IAsyncEnumerable<SseItem<string>> Listen(CommuneId commune, Topic topic, CancellationToken left) => Listen(commune, [topic], left);

    /// <summary>The same for a page that shows several things.</summary>
    public async IAsyncEnumerable<SseItem<string>> Listen(CommuneId commune, IReadOnlyList<Topic> topics, [EnumeratorCancellation] CancellationToken left)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(left, house.ApplicationStopping); // or one open page would hold the house open until its patience is over
        var closed = end.Token;
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        List<ConcurrentDictionary<Channel<string>, bool>> listened = [.. topics.Select(topic => _listeners.GetOrAdd(topic.TagIn(commune), _ => new()))];
        listened.ForEach(channels => channels[channel] = true);
        try
        {
            yield return new("open", "hello");
            while (!closed.IsCancellationRequested)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(closed);
                patience.CancelAfter(TimeSpan.FromSeconds(20));
                var changed = await Next(channel, patience.Token);
                if (!closed.IsCancellationRequested)
                {
                    yield return changed ? new(topics[0].Name, "changed") : new("", "beat");
                }
            }
        }
        finally
        {
            listened.ForEach(channels => channels.TryRemove(channel, out _));
        }
    }

    private static async Task<bool> Next(Channel<string> channel, CancellationToken patience)
    {
        try
        {
            await channel.Reader.ReadAsync(patience);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
