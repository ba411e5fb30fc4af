using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Perron.Platform.Storage;
namespace Perron.Timeline;

/// <summary>
/// References that no stream of the commune bears yet: drawn and looked up many at a time, handed out one by one.
/// With 100 000 streams one drawing in three hundred is taken already, and nobody's request may fail for that.
/// Two nodes that drew the same in the same minute are left to the unique index.
/// </summary>
public sealed class References(Func<string, Reference>? draw = null)
{
    private const int AtOnce = 32;
    private readonly ConcurrentDictionary<CommuneId, ConcurrentQueue<string>> _free = new();
    private readonly Func<string, Reference> _draw = draw ?? Reference.New;

    /// <param name="letters">The three letters of the commune.</param>
    public async Task<string> Next(PerronDb db, CommuneId commune, string letters)
    {
        var free = _free.GetOrAdd(commune, _ => new());
        while (true)
        {
            if (free.TryDequeue(out var reference))
            {
                return reference;
            }

            var drawn = Enumerable.Range(0, AtOnce).Select(_ => _draw(letters).Value).ToHashSet();
            drawn.ExceptWith(await db.Set<Stream>().Where(stream => drawn.Contains(stream.Reference)).Select(stream => stream.Reference).ToListAsync());
            foreach (var one in drawn)
            {
                free.Enqueue(one);
            }
        }
    }
}
