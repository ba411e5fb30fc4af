using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Desk;
using Perron.Cases.Replies;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Timeline;
namespace Perron.Cases;

/// <summary>What somebody else than an officer leaves in a case for the officers; the citizen never reads it.</summary>
public static class CaseNotes
{
    public static async Task<CaseMessage> Note(this PerronDb db, Case one, string text, Visitor by, Changes changes, Instant now)
    {
        var story = await db.Set<Stream>().SingleAsync(stream => stream.Id == one.Id);
        var note = Messages.Add(db, one, story, MessageKind.InternalNote, by.Officer, text, by.Actor, now);
        changes.In(one.Topic);
        changes.In(Inbox.Topic);
        return note;
    }
}
