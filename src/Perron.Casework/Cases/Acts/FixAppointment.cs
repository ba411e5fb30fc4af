using NodaTime.Text;
using Perron.Cases.Running;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>A day, an hour and a place are fixed with the citizen, or moved.</summary>
internal sealed class FixAppointment : IAct
{
    public IReadOnlyList<ActKind> Kinds => [ActKind.FixAppointment];

    public async Task Do(Doing doing)
    {
        if (doing.Told.TryGetValue(CaseValues.MeetOn, out var on) && LocalDatePattern.Iso.Parse(on).Value < doing.Commune.Today(doing.Now))
        {
            doing.Posted.Refuse(CaseValues.MeetOn, doing.Say("date-past"));
        }

        if (doing.Posted.IsRight)
        {
            doing.Tell(new AppointmentFixed(on!));
            await doing.WriteUrgently("case-step", ("sentence", doing.Sentence));
        }
    }
}
