namespace Perron.Platform.Web;

/// <summary>
/// Somebody outside the house must answer before this work can be done, and no transaction waits for the network.
/// Thrown in a unit of work: what was done is undone, the question asked, and the work begun anew, which then finds the answer.
/// </summary>
public sealed class OutsideFirst(Func<Task> ask) : Exception("Something must be asked outside before this work.")
{
    public Task Ask() => ask();
}
